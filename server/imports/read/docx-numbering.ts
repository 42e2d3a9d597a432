/** Automatic numbers of Word paragraphs: they are not in the text, and "1." or "A." is what an item is known by. */
import type { Package } from './package.ts'
import { parseXml } from './xml.ts'

type Level = { start: number; format: string; text: string }

/** Gives the label of the next paragraph of a list ('' for bullets and unknown lists), and counts on. */
export type Numbering = (list: string, level: number) => string

const LEVELS = 9

/** Reads `word/numbering.xml`; a document without one has no labels. */
export async function readNumbering(parts: Package, name: string): Promise<Numbering> {
  const abstract = new Map<string, Level[]>()
  const listed = new Map<string, string>()
  const starts = new Map<string, number>()
  if (parts.has(name)) {
    let levels: Level[] | undefined
    let level: Level | undefined
    let list = ''
    let overridden = 0
    await parseXml(parts, name, {
      open(tag, attributes) {
        const value = attributes['w:val'] ?? ''
        if (tag === 'abstractNum') {
          levels = []
          abstract.set(attributes['w:abstractNumId'] ?? '', levels)
        } else if (tag === 'num') list = attributes['w:numId'] ?? ''
        else if (tag === 'abstractNumId') listed.set(list, value)
        else if (tag === 'lvlOverride') overridden = Number(attributes['w:ilvl'])
        else if (tag === 'startOverride') starts.set(`${list}/${overridden}`, Number(value))
        else if (tag === 'lvl' && levels && levels.length < LEVELS) {
          level = { start: 1, format: 'decimal', text: '' }
          levels.push(level)
        } else if (level && tag === 'start') level.start = Number(value)
        else if (level && tag === 'numFmt') level.format = value
        else if (level && tag === 'lvlText') level.text = value
      },
      close(tag) {
        if (tag === 'abstractNum') levels = undefined
        if (tag === 'lvl') level = undefined
      },
    })
  }
  return counter(abstract, listed, starts)
}

function counter(
  abstract: ReadonlyMap<string, Level[]>,
  listed: ReadonlyMap<string, string>,
  starts: ReadonlyMap<string, number>,
): Numbering {
  const counts = new Map<string, number[]>()
  return (list, at) => {
    const family = listed.get(list)
    const levels = family === undefined ? undefined : abstract.get(family)
    const level = levels?.[at]
    if (family === undefined || !levels || !level || level.format === 'bullet') return ''
    // Lists of one family count together, unless one starts anew.
    const key = [...starts.keys()].some((start) => start.startsWith(`${list}/`)) ? `${family}#${list}` : family
    const count = counts.get(key) ?? []
    const start = starts.get(`${list}/${at}`) ?? level.start
    count[at] = count[at] === undefined ? start : count[at] + 1
    count.length = at + 1
    counts.set(key, count)
    return level.text.replace(/%(\d)/gu, (_, digit: string) => {
      const place = Number(digit) - 1
      return numeral(count[place] ?? levels[place]?.start ?? 1, levels[place]?.format ?? 'decimal')
    })
  }
}

function numeral(value: number, format: string): string {
  switch (format) {
    case 'upperLetter':
      return String.fromCharCode(65 + ((value - 1) % 26))
    case 'lowerLetter':
      return String.fromCharCode(97 + ((value - 1) % 26))
    case 'bullet':
    case 'none':
      return ''
    case 'decimalEnclosedCircleChinese':
    case 'decimalEnclosedCircle':
      return value >= 1 && value <= 20 ? String.fromCodePoint(0x2460 + value - 1) : String(value)
    default:
      return /chinese|japanese|ideograph/iu.test(format) ? chinese(value) : String(value)
  }
}

/** 1 … 99 in Chinese; larger ones in digits. */
function chinese(value: number): string {
  const digits = '零一二三四五六七八九'
  if (value < 1 || value > 99) return String(value)
  const [tens, ones] = [Math.floor(value / 10), value % 10]
  const last = ones === 0 ? '' : digits.charAt(ones)
  return tens === 0 ? last : `${tens === 1 ? '' : digits.charAt(tens)}十${last}`
}
