/** A text field that grows with what is written: by style, since measuring it in a hidden copy puzzles screen readers. */
import { Input } from 'antd'
import type { TextAreaProps } from 'antd/es/input'

const LINE_PX = 22
const FRAME_PX = 10

export function Growing({ rows = 1, className = '', ...rest }: TextAreaProps & { rows?: number }) {
  return (
    <Input.TextArea
      {...rest}
      rows={rows}
      className={`grows ${className}`}
      style={{ minHeight: rows * LINE_PX + FRAME_PX, ...rest.style }}
    />
  )
}
