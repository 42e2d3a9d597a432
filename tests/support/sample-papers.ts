/** Theory papers picked from the shipped sample bank, for the gallery and the benchmark. */
import { fileURLToPath } from 'node:url'
import { contentDigest, type TheoryItem } from '../../core/item.ts'
import type { PickedSection } from '../../core/paper/theory.ts'
import { seededRandom } from '../../core/random.ts'
import { readRows } from '../../core/row/read.ts'
import { readWorkbook } from '../../server/imports/read/workbook.ts'

const WORKBOOK = fileURLToPath(new URL('../../import-templates/samples/electrician-l3-theory.xlsx', import.meta.url))

export type SampleBank = { items: TheoryItem[]; pictures: Record<string, Uint8Array> }

/** The theory items of Level 3 and their pictures. */
export async function sampleBank(): Promise<SampleBank> {
  const workbook = await readWorkbook(WORKBOOK)
  const { rows } = readRows(workbook, { kind: 'theory', table: null })
  return {
    items: rows.flatMap((row) => (row.outcome === 'item' ? [row.content] : [])),
    pictures: Object.fromEntries(workbook.pictures.map(({ sha256, bytes }) => [sha256, bytes])),
  }
}

/** Eighty single-choice and twenty true/false items, at least `figures` of them with a picture. */
export function sampleSections({ items }: SampleBank, seed: string, figures = 6): PickedSection[] {
  const random = seededRandom(seed, 'sample-paper')
  const section = (type: TheoryItem['type'], count: number, pictured: number): PickedSection => {
    const mixed = random.shuffle(items.filter((item) => item.type === type))
    const shows = (item: TheoryItem) => item.stem.includes('](sha256:')
    const chosen = [...mixed.filter(shows).slice(0, pictured), ...mixed.filter((item) => !shows(item))].slice(0, count)
    return {
      type,
      marks: 2,
      items: chosen.map((content) => ({ id: contentDigest(content), digest: contentDigest(content), content })),
    }
  }
  return [section('single', 80, figures), section('true_false', 20, 0)]
}
