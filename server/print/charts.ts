/** Charts of reports as vectors: bars beside their numbers, a heat map of counts. */

import { td, th } from './page-style.ts'
import type { Content, TableCell } from './pdfmake-internals.ts'

/** `value` and `mark` in the unit of `most`; a mark is a line across the bar, such as a weight beside a share. */
export type Bars = {
  most: number
  rows: readonly { label: string; value: number; mark?: number; note: string }[]
}

/** Counts by row and column; the darker a cell, the more. */
export type HeatMap = {
  corner: string
  columns: readonly string[]
  rows: readonly { label: string; values: readonly number[] }[]
}

const BAR = '#4a6fa5'
const MARK = '#c0392b'
const BAR_WIDTH = 220
const BAR_HEIGHT = 8

/** Bars in a table without rules: label, bar, note. */
export function barsNode({ most, rows }: Bars): Content {
  const scale = (value: number) => (most > 0 ? (Math.min(value, most) / most) * BAR_WIDTH : 0)
  return {
    table: {
      widths: [130, BAR_WIDTH + 4, '*'],
      body: rows.map(({ label, value, mark, note }): TableCell[] => [
        { text: label, fontSize: 9 },
        {
          canvas: [
            { type: 'line', x1: 0, y1: 1, x2: 0, y2: BAR_HEIGHT + 3, lineWidth: 0.5, lineColor: '#888888' },
            { type: 'rect', x: 0, y: 2, w: scale(value), h: BAR_HEIGHT, color: BAR, lineWidth: 0 },
            ...(mark === undefined
              ? []
              : [
                  {
                    type: 'line' as const,
                    x1: scale(mark),
                    y1: 0,
                    x2: scale(mark),
                    y2: BAR_HEIGHT + 4,
                    lineWidth: 1.2,
                    lineColor: MARK,
                  },
                ]),
          ],
        },
        { text: note, fontSize: 9 },
      ]),
    },
    layout: 'noBorders',
    margin: [0, 2, 0, 6],
  }
}

/** White to blue, readable in grey. */
function shade(share: number): string {
  const mix = (from: number, to: number) => Math.round(from + (to - from) * share)
  return `#${[mix(255, 106), mix(255, 148), mix(255, 199)].map((part) => part.toString(16).padStart(2, '0')).join('')}`
}

/** A table whose cells are shaded by their counts. */
export function heatNode({ corner, columns, rows }: HeatMap): Content {
  const most = Math.max(1, ...rows.flatMap(({ values }) => values))
  return {
    table: {
      widths: ['*', ...columns.map(() => 48)],
      headerRows: 1,
      dontBreakRows: true,
      body: [
        [corner, ...columns].map(th),
        ...rows.map(({ label, values }): TableCell[] => [
          td(label),
          ...values.map(
            (value): TableCell => ({
              text: value === 0 ? '—' : `${value}`,
              alignment: 'center',
              fontSize: 9.5,
              fillColor: shade(value / most),
            }),
          ),
        ]),
      ],
    },
    layout: 'grid',
    margin: [0, 2, 0, 6],
  }
}
