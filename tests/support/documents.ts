/** Word documents for tests, put together by hand. */
import { writeFileSync } from 'node:fs'
import { type Part, packZip } from '../../server/templates/zip.ts'
import { relationships } from './workbooks.ts'

const W = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main'

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')

/** A run; tabs and line ends become the elements that Word writes. `style` is the content of its `w:rPr`. */
export const run = (text: string, style = ''): string =>
  `<w:r>${style === '' ? '' : `<w:rPr>${style}</w:rPr>`}${text
    .split(/(\t|\n)/u)
    .map((part) =>
      part === '\t' ? '<w:tab/>' : part === '\n' ? '<w:br/>' : `<w:t xml:space="preserve">${escaped(part)}</w:t>`,
    )
    .join('')}</w:r>`

/** A paragraph of one text, or of runs given as XML. */
export const paragraph = (content: string, list?: string): string =>
  `<w:p>${list === undefined ? '' : `<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="${list}"/></w:numPr></w:pPr>`}${content.startsWith('<') ? content : run(content)}</w:p>`

/** A table of texts. */
export const wordTable = (rows: readonly (readonly string[])[]): string =>
  `<w:tbl>${rows.map((cells) => `<w:tr>${cells.map((text) => `<w:tc>${paragraph(text)}</w:tc>`).join('')}</w:tr>`).join('')}</w:tbl>`

/** Writes a .docx; lines that are no XML become paragraphs. `pictures` are parts by relationship id. */
export function writeDocx(
  path: string,
  lines: readonly string[],
  { pictures = {}, more = {} }: { pictures?: Record<string, Buffer>; more?: Record<string, string> } = {},
): string {
  const body = lines.map((line) => (line.startsWith('<') ? line : paragraph(line))).join('')
  const names = Object.keys(pictures)
  const parts: Record<string, string | Buffer> = {
    '_rels/.rels': relationships(['r1', 'officeDocument', 'word/document.xml']),
    'word/document.xml': `<w:document xmlns:w="${W}" xmlns:r="r" xmlns:m="m" xmlns:a="a" xmlns:v="v" xmlns:mc="mc"><w:body>${body}</w:body></w:document>`,
    'word/_rels/document.xml.rels': relationships(
      ['n', 'numbering', 'numbering.xml'],
      ...names.map((id) => [id, 'image', `media/${id}`] as [string, string, string]),
    ),
    ...Object.fromEntries(names.map((id) => [`word/media/${id}`, pictures[id] ?? ''])),
    ...more,
  }
  const packed = Object.entries(parts).map(
    ([name, bytes]): Part => ({ name, bytes: typeof bytes === 'string' ? Buffer.from(bytes, 'utf8') : bytes }),
  )
  writeFileSync(path, packZip(packed))
  return path
}
