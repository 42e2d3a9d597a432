import { Value } from 'typebox/value'
import { expect, test } from 'vitest'
import { ItemContent, type TheoryItem } from '../../core/item.ts'
import { contentFaults } from '../../core/item-checks.ts'
import { contentFormulas, contentPictures, hasField, textsOf } from '../../core/item-fields.ts'
import { caseItem, everyKind } from '../support/items.ts'
import { choice, judgement, task, topic, written } from '../support/papers.ts'

const found = (content: ItemContent) => contentFaults(content).map(({ field, code }) => [field, code])
const single = choice('题干', ['甲', '乙', '丙'])
const part = (change: Partial<NonNullable<TheoryItem['parts']>[number]>) => {
  const item = caseItem('材料')
  return { ...item, parts: item.parts!.map((it, at) => (at === 0 ? { ...it, ...change } : it)) }
}

test.each(everyKind(1).map((content) => [content.kind === 'theory' ? content.type : content.kind, content] as const))(
  'a sound %s has no fault, and every message is in both languages',
  (_, content) => {
    expect(Value.Check(ItemContent, content)).toBe(true)
    expect(contentFaults(content)).toEqual([])
  },
)

test.each<[string, ItemContent, string, string]>([
  ['an empty stem', { ...single, stem: ' \n' }, 'stem', 'empty'],
  ['one option', choice('题干', ['甲']), 'options', 'options-few'],
  ['a key that is no option', { ...single, key: { options: ['z'] } }, 'key', 'key-missing'],
  ['two keys in a single choice', { ...single, key: { options: ['a', 'b'] } }, 'key', 'key-count'],
  ['one key in a multiple choice', { ...single, type: 'multiple' }, 'key', 'key-count'],
  ['a text as the key of a choice', { ...single, key: { text: '甲' } }, 'key', 'key-shape'],
  ['options that say the same', choice('题干', ['220 V', '220V']), 'options.b', 'option-same'],
  [
    'an option twice',
    { ...single, options: [...single.options, { id: 'a', text: '丁' }] },
    'options.a',
    'option-id-twice',
  ],
  ['an empty option', choice('题干', ['甲', '']), 'options.b', 'empty'],
  ['options in a judgement', { ...judgement('题', true), options: single.options }, 'options', 'options-not-here'],
  ['a judgement without truth', { ...judgement('题', true), key: { text: '对' } }, 'key', 'key-shape'],
  ['no written answer', written('essay', '题', ''), 'key', 'empty'],
  ['sub-items outside a case', { ...single, parts: caseItem('x').parts! }, 'parts', 'parts-not-here'],
  ['a case without sub-items', { ...caseItem('材料'), parts: [] }, 'parts', 'parts-missing'],
  ['a case with a key of its own', { ...caseItem('材料'), key: { text: '答' } }, 'key', 'key-shape'],
  ['a sub-item without options', part({ options: [] }), 'parts.a.options', 'options-few'],
  ['a sub-item with a wrong key', part({ key: { options: ['d'] } }), 'parts.a.key', 'key-missing'],
  ['a sub-item twice', part({ id: 'b' }), 'parts.b', 'part-id-twice'],
  ['sub-items whose marks do not add up', part({ marks: 5 }), 'parts', 'marks-sum'],
  ['marks for some sub-items', part({ marks: null }), 'parts', 'marks-partly'],
  ['marking rows that do not add up', { ...task, marks: 200 }, 'marking', 'marks-sum'],
  ['an empty task sheet', { ...task, requirements: '' }, 'requirements', 'empty'],
  [
    'scoring points above 100 marks',
    { ...topic, scoringPoints: [...topic.scoringPoints, { text: '其他', marks: 2 }] },
    'scoringPoints',
    'marks-sum',
  ],
  ['a script', choice('<script>alert(1)</script>', ['甲', '乙']), 'stem', 'html'],
  ['a handler', choice('题', ['<img src=x onerror=alert(1)>', '乙']), 'options.a', 'html'],
  ['a script in a title', { ...topic, title: '<ScRiPt src=//x>' }, 'title', 'html'],
  [
    'a script in a marking rule',
    { ...task, marking: [{ ...task.marking[0]!, rule: '<iframe>', marks: task.marks }] },
    'marking.1.rule',
    'html',
  ],
  ['a TeX command outside of a formula', choice('\\input{/etc/passwd}', ['甲', '乙']), 'stem', 'tex-outside'],
  ['a formula left open', choice('$\\frac{U}{R} 是', ['甲', '乙']), 'stem', 'dollar'],
  ['a picture from elsewhere', choice('![](http://x/y.png)', ['甲', '乙']), 'stem', 'picture'],
  ['letters turned round', choice('题\u202e干', ['甲', '乙']), 'stem', 'characters'],
  ['a control character', { ...single, source: 'a\u0000b' }, 'source', 'characters'],
  ['half a character', choice('题\ud800', ['甲', '乙']), 'stem', 'characters'],
  ['an attribute with a script', { ...single, attributes: { 认知: '<svg onload=x>' } }, 'attributes.认知', 'html'],
])('%s is a fault at its field', (_, content, field, code) => {
  expect(found(content)).toContainEqual([field, code])
})

test.each(['若 a<b 且 c>d', 'x < y, y > z', 'IF A<B THEN C>D', 'MOV D0 D1; a<p && p>q', '价格为 \\$5', '5*3*2'])(
  '%j is text and no fault',
  (stem) => {
    expect(found(choice(stem, ['甲', '乙']))).toEqual([])
  },
)

test('too many formulas are refused by their number', () => {
  expect(found(written('essay', '$a$ '.repeat(301), '答'))).toEqual([['', 'formulas-many']])
})

test('faults do not repeat what the item says', () => {
  const secret = '机密的答案'
  const faults = contentFaults({ ...choice(`${secret}$`, [secret, secret]), key: { text: secret } })
  expect(faults.length).toBeGreaterThan(2)
  expect(JSON.stringify(faults)).not.toContain(secret)
})

test('every text of a content is found with its field, and every field is one of the content', () => {
  for (const content of everyKind(1)) {
    const texts = textsOf(content)
    expect(new Set(texts.map(({ field }) => field)).size).toBe(texts.length)
    for (const { field } of texts) expect([field, hasField(content, field)]).toEqual([field, true])
    expect(hasField(content, 'nothing')).toBe(false)
  }
  expect(hasField(caseItem('x'), 'parts.c.stem')).toBe(true)
  expect(hasField(caseItem('x'), 'parts.z.stem')).toBe(false)
  expect(hasField(task, 'constructor')).toBe(false)
})

test('formulas and pictures are found in sub-items too', () => {
  expect(contentFormulas(caseItem('x'))).toEqual([{ field: 'parts.c.key', tex: 'U_{AB}=U_{BC}' }])
  const sha256 = 'a'.repeat(64)
  expect(contentPictures(caseItem(`图：\n![](sha256:${sha256})`))).toEqual([{ field: 'stem', sha256 }])
})
