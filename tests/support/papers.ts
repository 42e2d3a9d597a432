/** Papers for tests: items of every shape, and documents made of them. */
import { deflateSync, crc32 as zipCrc } from 'node:zlib'
import { digestOf, sha256 } from '../../core/canonical.ts'
import { type FormName, makeForm } from '../../core/form.ts'
import type { DefenseTopic, PracticalTask, TheoryItem } from '../../core/item.ts'
import { type PickedItem, type PickedSection, theoryPaper } from '../../core/paper/theory.ts'

export const bank = { occupation: '电工', code: '6-31-01-03', level: 3, organisation: null }

type Rest = Partial<Omit<TheoryItem, 'kind' | 'type' | 'key'>>
const theory = (type: TheoryItem['type'], key: TheoryItem['key'], rest: Rest): TheoryItem => ({
  kind: 'theory',
  type,
  stem: '',
  options: [],
  key,
  fixedOrder: false,
  point: null,
  agreement: null,
  marks: null,
  seconds: null,
  rationale: '',
  family: null,
  difficulty: null,
  source: '',
  ...rest,
})

const optionsOf = (texts: readonly string[]) => texts.map((text, at) => ({ id: String.fromCharCode(97 + at), text }))

/** A choice item whose first `right` options are the key. */
export const choice = (stem: string, texts: readonly string[], right = 1, rest: Rest = {}): TheoryItem =>
  theory(
    right > 1 ? 'multiple' : 'single',
    {
      options: optionsOf(texts)
        .slice(0, right)
        .map(({ id }) => id),
    },
    { stem, options: optionsOf(texts), ...rest },
  )
export const judgement = (stem: string, truth: boolean): TheoryItem => theory('true_false', { truth }, { stem })
export const written = (
  type: 'short_answer' | 'calculation' | 'essay' | 'fill_in',
  stem: string,
  text: string,
): TheoryItem => theory(type, { text }, { stem })

export const picked = (content: TheoryItem, id: string): PickedItem => ({
  id,
  digest: digestOf('item', content),
  content,
})

/** A grey PNG with a diagonal line, `width` × `height` pixels. */
export function png(width: number, height: number): Uint8Array {
  const chunk = (type: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
    const out = Buffer.alloc(body.length + 8)
    out.writeUInt32BE(data.length, 0)
    body.copy(out, 4)
    out.writeUInt32BE(crc(body), body.length + 4)
    return out
  }
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 0, 0, 0, 0], 8)
  const rows = Buffer.alloc((width + 1) * height, 0xe0)
  for (let y = 0; y < height; y += 1) {
    rows[y * (width + 1)] = 0
    rows[y * (width + 1) + 1 + Math.floor((y * width) / height)] = 0
  }
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

/** CRC-32 as PNG wants it; older Node 20 has none. */
function crc(bytes: Uint8Array): number {
  if (typeof zipCrc === 'function') return zipCrc(bytes)
  let sum = 0xffffffff
  for (const byte of bytes) {
    sum ^= byte
    for (let bit = 0; bit < 8; bit += 1) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0)
  }
  return (sum ^ 0xffffffff) >>> 0
}

export const picture = png(240, 120)
export const pictureName = sha256(picture)
export const pictures = { [pictureName]: picture }

/** Single-choice items that are awkward to print. */
export const awkward: TheoryItem[] = [
  choice('欧姆定律的表达式为（ ）。', ['$I=\\frac{U}{R}$', '$I=UR$', '$I=\\frac{R}{U}$', '$I=U+R$']),
  choice(
    '三相对称负载的有功功率 $P=\\sqrt{3}UI\\cos\\varphi$ 中，已知 $R_1=10\\,\\Omega$，$U=380\\,\\text{V}$，则下列说法**不正确**的是（  ）。',
    ['$U$ 是线电压', '$I$ 是线电流', '$\\cos\\varphi$ 是功率因数', '$\\varphi$ 是线电压与线电流之间的相位差'],
  ),
  choice(
    '下表为某电动机的试验数据，当负载率为75%时，其效率最接近（ ）。\n\n| 负载率 | 输入功率/kW | 输出功率/kW |\n|:---:|---:|---:|\n| 50% | 6.0 | 5.0 |\n| 75% | 8.5 | 7.5 |\n| 100% | $11.2$ | 10.0 |',
    ['88%', '83%', '89%', '75%'],
    1,
    { fixedOrder: true },
  ),
  choice(`如图所示电路中，电压表的读数为（ ）。\n![](sha256:${pictureName})`, ['6V', '12V', '3V', '0V']),
  choice(
    '在使用兆欧表测量额定电压为380 V的三相异步电动机绕组对地绝缘电阻之前，必须先切断电源并对绕组充分放电，然后检查兆欧表本身是否完好，检查的方法是（ ）。',
    [
      '先将两表笔开路，以约120 r/min的速度摇动手柄，指针应指向“∞”；再将两表笔短接，缓慢摇动手柄，指针应指向“0”',
      '将两表笔直接接到电源上，观察指针是否偏转到电源电压对应的刻度位置',
      '将两表笔短接后快速摇动手柄，指针应指向“∞”',
      '不需要检查，可以直接测量',
    ],
  ),
  choice('导线H<sub>2</sub>O与x<sup>2</sup>、U₁、10⁻³及<u>下划线</u>的写法，____处应填()。', [
    'A_1',
    '5*3*2',
    'a<b',
    '#1',
    '[注]',
    '$5',
  ]),
  choice('下列哪个选项的波形如图？', [`![](sha256:${pictureName})`, '方波', '三角波', '锯齿波']),
  choice('PLC程序中，执行 `MOV D0 D1` 后调用print()，D1的内容与D0（）', ['相同', '相反', '无关', '清零']),
]

/** `count` plain single-choice items. */
export const plain = (count: number): TheoryItem[] =>
  Array.from({ length: count }, (_, n) =>
    choice(`第${n}号试验：额定电压为${n + 100}V的用电设备，其绝缘电阻不得低于（ ）MΩ。`, [
      `${n}.5`,
      `${n}`,
      `${n + 1}`,
      `${n + 2}`,
    ]),
  )

/** Sections, order and documents of one form. */
export function documentsOf(sections: readonly PickedSection[], form: FormName = 'A', seed = 'tests') {
  const order = makeForm(
    sections.map(({ items }) => items),
    { seed, form },
  )
  return theoryPaper({ bank, paperNumber: '01', paperId: 'JK-L3-0001', order, minutes: 90, sections, rationales: true })
}

/** A paper of every kind of section with the awkward items in it. */
export const awkwardSections = (): PickedSection[] => [
  { type: 'single', marks: 2, items: [...awkward, ...plain(12)].map((item, at) => picked(item, `s${at}`)) },
  {
    type: 'multiple',
    marks: 4,
    items: [picked(choice('属于安全用具的有（ ）。', ['绝缘手套', '绝缘靴', '验电器', '普通手套', '棉鞋'], 3), 'm1')],
  },
  {
    type: 'true_false',
    marks: 2,
    items: [
      picked(judgement('线电压 $U_l$ 总是等于相电压的$\\sqrt3$倍。（ ）', false), 't1'),
      picked(judgement('电流的方向规定为正电荷移动的方向。', true), 't2'),
    ],
  },
  { type: 'fill_in', marks: 2, items: [picked(written('fill_in', '我国工频交流电的频率为______Hz。', '50'), 'f1')] },
  {
    type: 'calculation',
    marks: 20,
    items: [
      picked(
        written(
          'calculation',
          '已知 $R=10\\,\\Omega$，$U=220\\,\\text{V}$，求电流。',
          '$I=\\dfrac{U}{R}=22\\,\\text{A}$',
        ),
        'c1',
      ),
    ],
  },
]

export const task: PracticalTask = {
  kind: 'practical',
  title: '三相异步电动机正反转控制线路的安装与调试',
  module: 'A',
  marks: 120,
  preparationMinutes: 10,
  workingMinutes: 90,
  requirements: '按图安装接线，并通电试车。\n\n1. 接线牢固，布线整齐。\n2. 主电路电压 $U=380\\,\\text{V}$。',
  site: [
    { group: 'material', name: '塑料铜芯线', spec: 'BV-1.5 mm²', unit: 'm', count: '20', note: '' },
    { group: 'equipment', name: '三相异步电动机', spec: '4 kW', unit: '台', count: '1', note: '每工位' },
  ],
  candidate: [
    { group: 'tool', name: '电工通用工具', spec: '验电笔、钢丝钳、螺丝刀', unit: '套', count: '1', note: '' },
  ],
  marking: [
    {
      element: '元件安装',
      requirement: '元件布置合理，安装牢固',
      marks: 30,
      rule: '布置不合理，每处扣2分（重复出现；只扣一次）；安装不牢固，每处扣1分',
    },
    {
      element: '接线',
      requirement: '按图接线，布线横平竖直',
      marks: 50,
      rule: '1．不按图接线扣20分\n2．接点松动，每处扣1分',
    },
    { element: '通电试车', requirement: '一次试车成功', marks: 40, rule: '第一次不成功扣10分；第二次不成功不得分' },
  ],
  criticalFailures: ['带电接线', '造成短路跳闸两次及以上'],
  difficulty: 3,
  source: '',
}

export const topic: DefenseTopic = {
  kind: 'defense',
  title: '试述变频器在恒压供水系统中的应用及其调试要点。',
  scope: 'A',
  minutes: 20,
  expectedPoints: ['恒压供水的控制原理', '变频器参数设置', '故障处理'],
  scoringPoints: [
    { text: '原理叙述正确', marks: 80 },
    { text: '参数设置合理', marks: 80 },
    { text: '故障处理得当', marks: 40 },
  ],
  followUps: ['压力传感器损坏时如何处理？'],
  difficulty: 4,
  source: '',
}
