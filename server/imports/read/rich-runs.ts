/** Runs of formatted text → the small Markdown subset of items (`core/text.ts`). */

export type RunStyle = { bold: boolean; underline: boolean; script: '' | 'sub' | 'sup' }
export type Run = RunStyle & { text: string }

export const PLAIN_RUN: RunStyle = { bold: false, underline: false, script: '' }

/** Letters of options, numbers and labels are often bold in Word; the bold says nothing about the item. */
const MARK_ALONE =
  /^[\s\d()（）[\]【】.．、:：,，;；A-Ja-jＡ-Ｊ]*$|^\s*[【[]?(?:正确|参考|标准)?(?:答案|解析|难度|分值|分数|出处|来源|知识点|鉴定点|考点)[】\]]?[:：]?\s*$/u

/** The runs as one text. A text that is bold as a whole is a heading's dress and stays plain; raised and lowered signs never do, because 10² flattened would be 102. */
export function runsText(runs: readonly Run[]): string {
  const joined = joinAlike(runs)
  const allBold = joined.every(({ bold, text }) => bold || text.trim() === '')
  return joined
    .map((run, index) => {
      const scripted = inTag(run.text, run.script === '' ? null : run.script)
      const lined = run.underline ? underlined(scripted, run.script !== '') : scripted
      if (!run.bold || allBold || MARK_ALONE.test(run.text)) return lined
      return emphasised(lined, joined[index - 1]?.text ?? '', joined[index + 1]?.text ?? '')
    })
    .join('')
}

function joinAlike(runs: readonly Run[]): Run[] {
  const joined: Run[] = []
  for (const run of runs) {
    const last = joined.at(-1)
    if (last && last.bold === run.bold && last.underline === run.underline && last.script === run.script)
      last.text += run.text
    else if (run.text !== '') joined.push({ ...run })
  }
  return joined
}

const inTag = (text: string, tag: string | null): string =>
  tag === null || text.trim() === '' ? text : `<${tag}>${text}</${tag}>`

/** An underlined space is a blank to fill in. */
function underlined(text: string, nested: boolean): string {
  if (text.trim() === '') return text.length === 0 ? '' : '_'.repeat(Math.max(4, Math.min(text.length, 20)))
  return nested ? text : inTag(text, 'u')
}

/** Bold by the rules of the subset: no space inside the stars, no letter, digit or star outside. */
function emphasised(text: string, before: string, after: string): string {
  const [, lead = '', core = '', tail = ''] = /^(\s*)(.*?)(\s*)$/su.exec(text) ?? []
  const touches = /[A-Za-z0-9*]$/u.test(lead === '' ? before : '') || /^[A-Za-z0-9*]/u.test(tail === '' ? after : '')
  return touches || core === '' || /[*\n]/u.test(core) ? text : `${lead}**${core}**${tail}`
}
