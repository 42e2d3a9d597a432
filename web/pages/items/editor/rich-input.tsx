/** A text of the subset in `core/text.ts`: marks by button or key, pictures by paste, drop or choice. */
import { BoldOutlined, FunctionOutlined, PictureOutlined, UnderlineOutlined } from '@ant-design/icons'
import { Button, Flex, Spin, Tooltip } from 'antd'
import {
  type ClipboardEvent,
  type DragEvent,
  type KeyboardEvent,
  type ReactNode,
  useContext,
  useRef,
  useState,
} from 'react'
import { useTranslation } from 'react-i18next'
import { Growing } from '../../../ui/growing.tsx'
import { useAct } from '../../../ui/use-act.ts'
import { PicturesHere } from './pictures.ts'

const marks = {
  bold: ['**', '**'],
  underline: ['<u>', '</u>'],
  sub: ['<sub>', '</sub>'],
  sup: ['<sup>', '</sup>'],
  formula: ['$', '$'],
} as const
type Mark = keyof typeof marks
const icons: Partial<Record<Mark, ReactNode>> = {
  bold: <BoldOutlined />,
  underline: <UnderlineOutlined />,
  formula: <FunctionOutlined />,
}
const keys: Record<string, Mark> = { b: 'bold', u: 'underline', m: 'formula' }

export function RichInput({
  id,
  value,
  onChange,
  label,
  rows = 2,
}: {
  id: string
  value: string
  onChange: (text: string) => void
  /** For a control without a visible label. */
  label?: string
  rows?: number
}) {
  const { t } = useTranslation('items')
  const { add } = useContext(PicturesHere)
  const file = useRef<HTMLInputElement>(null)
  const newest = useRef(value)
  newest.current = value
  const [over, setOver] = useState(false)
  const area = () => document.getElementById(id) as HTMLTextAreaElement | null

  /** Puts text where the cursor is; the words between the marks stay chosen. */
  function put(before: string, after: string, words?: string) {
    const field = area()
    const text = newest.current
    const [from, to] = [field?.selectionStart ?? text.length, field?.selectionEnd ?? text.length]
    const chosen = words ?? text.slice(from, to)
    newest.current = text.slice(0, from) + before + chosen + after + text.slice(to)
    onChange(newest.current)
    requestAnimationFrame(() => {
      field?.focus()
      field?.setSelectionRange(from + before.length, from + before.length + chosen.length)
    })
  }
  const send = useAct(
    async (files: readonly File[]) => {
      const texts: string[] = []
      for (const one of files) texts.push(await add(one))
      return texts
    },
    { after: (texts) => put('', '', texts.map((text) => `\n${text}\n`).join('')) },
  )
  const pictures = (files: FileList | undefined | null) =>
    [...(files ?? [])].filter(({ type }) => type.startsWith('image/'))
  const take = (event: ClipboardEvent | DragEvent, files: FileList | undefined) => {
    const found = pictures(files)
    if (found.length === 0) return
    event.preventDefault()
    send.mutate(found)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const mark = keys[event.key.toLowerCase()]
    if (!mark || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return
    event.preventDefault()
    put(marks[mark][0], marks[mark][1])
  }
  return (
    <div className={rows === 1 ? 'rich rich-short' : 'rich'}>
      <Growing
        id={id}
        aria-label={label}
        value={value}
        onChange={({ target }) => onChange(target.value)}
        onPaste={(event) => take(event, event.clipboardData.files)}
        onDrop={(event) => {
          setOver(false)
          take(event, event.dataTransfer.files)
        }}
        onDragOver={(event) => {
          if (!event.dataTransfer.types.includes('Files')) return
          event.preventDefault()
          setOver(true)
        }}
        onDragLeave={() => setOver(false)}
        onKeyDown={onKeyDown}
        rows={rows}
        maxLength={20_000}
        status={over ? 'warning' : ''}
      />
      <Flex gap={2} align="center" role="toolbar" aria-label={t('rich.toolbar')} className="rich-tools">
        {(Object.keys(marks) as Mark[]).map((mark) => (
          <Tooltip key={mark} title={t(`rich.${mark}`)}>
            <Button
              size="small"
              type="text"
              icon={icons[mark]}
              aria-label={t(`rich.${mark}`)}
              onClick={() => put(marks[mark][0], marks[mark][1])}
            >
              {icons[mark] ? null : t(`rich.${mark}`)}
            </Button>
          </Tooltip>
        ))}
        <Tooltip title={t('rich.picture')}>
          <Button
            size="small"
            type="text"
            icon={<PictureOutlined />}
            aria-label={t('rich.picture')}
            onClick={() => file.current?.click()}
          />
        </Tooltip>
        {send.isPending && <Spin size="small" aria-label={t('rich.sending')} />}
        <input
          ref={file}
          type="file"
          accept="image/*"
          multiple
          style={{ display: 'none' }}
          aria-label={t('rich.picture')}
          onChange={({ target }) => {
            const found = pictures(target.files)
            target.value = ''
            if (found.length > 0) send.mutate(found)
          }}
        />
      </Flex>
    </div>
  )
}
