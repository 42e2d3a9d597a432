/**
 * MathJax's SVG of a formula → PDF path operators. Only what MathJax draws for
 * the packages in use is known here (groups, glyph paths, rules, nested views
 * of stretched signs, text in the page's own face); anything else is refused,
 * so that nothing is left out of a formula in silence.
 */
import { outline } from './fonts.ts'

/** An element of MathJax's own light document tree. */
export type SvgNode = { kind: string; attributes?: Record<string, string>; children?: SvgNode[]; value?: string }

/** x' = a·x + c·y + e, y' = b·x + d·y + f. */
type Matrix = readonly [a: number, b: number, c: number, d: number, e: number, f: number]
const IDENTITY: Matrix = [1, 0, 0, 1, 0, 0]

/** `inner` first, then `outer`. */
const then = (inner: Matrix, [a, b, c, d, e, f]: Matrix): Matrix => [
  a * inner[0] + c * inner[1],
  b * inner[0] + d * inner[1],
  a * inner[2] + c * inner[3],
  b * inner[2] + d * inner[3],
  a * inner[4] + c * inner[5] + e,
  b * inner[4] + d * inner[5] + f,
]

/** A drawing the converter does not know, or a character no font has. */
export class UnknownDrawing extends Error {}

const round = (n: number) => Math.round(n * 10) / 10

class Pen {
  readonly out: string[] = []
  private readonly matrix: Matrix

  constructor(matrix: Matrix) {
    this.matrix = matrix
  }

  add(operator: string, ...points: number[]): void {
    const [a, b, c, d, e, f] = this.matrix
    const moved: number[] = []
    for (let at = 0; at + 1 < points.length; at += 2) {
      const [x, y] = [points[at]!, points[at + 1]!]
      moved.push(round(a * x + c * y + e), round(b * x + d * y + f))
    }
    this.out.push([...moved, operator].join(' '))
  }
}

/** Path data as MathJax's fonts write it: M L H V Q C T Z, absolute. */
function drawPath(data: string, pen: Pen): void {
  let [x, y, qx, qy] = [0, 0, 0, 0]
  for (const [, letter, rest] of data.matchAll(/([A-Za-z])([^A-Za-z]*)/g)) {
    const numbers = (rest!.match(/-?(?:\d+\.?\d*|\.\d+)/g) ?? []).map(Number)
    const size = { M: 2, L: 2, H: 1, V: 1, Q: 4, T: 2, C: 6, Z: 0 }[letter!]
    if (size === undefined) throw new UnknownDrawing(`path ${letter}`)
    if (size === 0) pen.add('h')
    for (let at = 0; size > 0 && at < numbers.length; at += size) {
      const n = numbers.slice(at, at + size)
      const [px, py] = [x, y]
      if (letter === 'H') x = n[0]!
      else if (letter === 'V') y = n[0]!
      else [x, y] = [n[size - 2]!, n[size - 1]!]
      if (letter === 'M' && at === 0) pen.add('m', x, y)
      else if (letter === 'C') pen.add('c', ...n)
      else if (letter === 'Q' || letter === 'T') {
        ;[qx, qy] = letter === 'Q' ? [n[0]!, n[1]!] : [2 * px - qx, 2 * py - qy]
        quadratic(pen, px, py, qx, qy, x, y)
      } else pen.add('l', x, y)
      if (letter !== 'Q' && letter !== 'T') [qx, qy] = [x, y]
    }
  }
}

/** A quadratic curve raised to the cubic PDF has. */
const quadratic = (pen: Pen, x0: number, y0: number, x1: number, y1: number, x2: number, y2: number) =>
  pen.add(
    'c',
    x0 + (2 / 3) * (x1 - x0),
    y0 + (2 / 3) * (y1 - y0),
    x2 + (2 / 3) * (x1 - x2),
    y2 + (2 / 3) * (y1 - y2),
    x2,
    y2,
  )

function drawOutline(char: string, pen: Pen): number {
  const glyph = outline(char)
  if (!glyph) throw new UnknownDrawing(`U+${char.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`)
  let [x, y] = [0, 0]
  for (const { command, args } of glyph.commands) {
    if (command === 'moveTo') pen.add('m', ...args)
    else if (command === 'lineTo') pen.add('l', ...args)
    else if (command === 'bezierCurveTo') pen.add('c', ...args)
    else if (command === 'quadraticCurveTo') quadratic(pen, x, y, args[0]!, args[1]!, args[2]!, args[3]!)
    else pen.add('h')
    if (args.length >= 2) [x, y] = [args.at(-2)!, args.at(-1)!]
  }
  return glyph.width
}

function matrixOf(transform: string | undefined): Matrix {
  let matrix = IDENTITY
  for (const [, name, list] of (transform ?? '').matchAll(/(\w+)\(([^)]*)\)/g)) {
    const [x = 0, y] = list!
      .trim()
      .split(/[\s,]+/)
      .map(Number)
    if (name === 'translate') matrix = then([1, 0, 0, 1, x, y ?? 0], matrix)
    else if (name === 'scale') matrix = then([x, 0, 0, y ?? x, 0, 0], matrix)
    else throw new UnknownDrawing(`transform ${name}`)
  }
  return matrix
}

/**
 * Fill operators of a MathJax `<svg>`, in 1/1000 em, baseline at y = 0, y
 * upwards. Throws `UnknownDrawing`.
 */
export function pathOperators(svg: SvgNode): string {
  const out: string[] = []
  const visit = (node: SvgNode, outer: Matrix): void => {
    const attributes = node.attributes ?? {}
    const number = (name: string) => Number(attributes[name] ?? 0)
    const matrix = then(matrixOf(attributes['transform']), outer)
    const children = () => {
      for (const child of node.children ?? []) visit(child, matrix)
    }
    if (node.kind === 'g') children()
    else if (node.kind === 'path' || node.kind === 'rect') {
      if (attributes['style'] || attributes['fill']) throw new UnknownDrawing(`styled ${node.kind}`)
      const pen = new Pen(matrix)
      if (node.kind === 'path') drawPath(attributes['d'] ?? '', pen)
      else box(pen, number('x'), number('y'), number('width'), number('height'))
      if (pen.out.length > 0) out.push(...pen.out, 'f')
    } else if (node.kind === 'svg') {
      const [vx = 0, vy = 0, vw = 1, vh = 1] = (attributes['viewBox'] ?? '').split(' ').map(Number)
      const [w, h] = [number('width') / vw, number('height') / vh]
      const inner = then([w, 0, 0, h, number('x') - vx * w, number('y') - vy * h], matrix)
      const clip = new Pen(inner)
      box(clip, vx, vy, vw, vh)
      out.push('q', ...clip.out, 'W n')
      for (const child of node.children ?? []) visit(child, inner)
      out.push('Q')
    } else if (node.kind === 'text') {
      // MathJax turns text upright again for SVG; outlines already have y upwards.
      let x = number('x')
      const upright = then([1, 0, 0, -1, 0, 0], matrix)
      for (const char of (node.children ?? []).map(({ value }) => value ?? '').join('')) {
        const pen = new Pen(then([1, 0, 0, 1, x, 0], upright))
        x += drawOutline(char, pen)
        if (pen.out.length > 0) out.push(...pen.out, 'f')
      }
    } else if (node.kind !== '#text' && node.kind !== '#comment') throw new UnknownDrawing(node.kind)
  }
  // The outermost group only turns y downwards for SVG; PDF wants it upwards.
  for (const group of svg.children ?? []) {
    if (group.kind === 'g') for (const child of group.children ?? []) visit(child, IDENTITY)
    else if (group.kind !== 'defs') throw new UnknownDrawing(group.kind)
  }
  return out.join('\n')
}

function box(pen: Pen, x: number, y: number, w: number, h: number): void {
  pen.add('m', x, y)
  pen.add('l', x + w, y)
  pen.add('l', x + w, y + h)
  pen.add('l', x, y + h)
  pen.add('h')
}
