/** What people call a field that a fault, a comment or a difference names by its path (`core/item-fields.ts`). */
import { useTranslation } from 'react-i18next'
import type { ItemContent } from '../../../core/item.ts'
import type items from '../../words/zh/items.ts'
import { letterAt } from './printed.tsx'

type FieldKey = Extract<keyof typeof items, `field.${string}`>

type WithOptions = { options?: readonly { id: string }[]; parts?: readonly ({ id: string } & WithOptions)[] }

/** With the content at hand, an option is called by the letter it is shown with. */
export function useFieldName(content?: ItemContent): (field: string) => string {
  const { t, i18n } = useTranslation('items')
  const word = (name: string) => (i18n.exists(`items:field.${name}`) ? t(`field.${name}` as FieldKey) : name)
  const letter = (id: string, among: WithOptions | undefined) => {
    const at = among?.options?.findIndex((option) => option.id === id) ?? -1
    return at < 0 ? id.toUpperCase() : letterAt(at)
  }
  return (field) => {
    const steps = field.split('.')
    if (field === '') return t('field.whole')
    const names: string[] = []
    let place = content as WithOptions | undefined
    for (let at = 0; at < steps.length; at += 1) {
      const [name, next] = [steps[at]!, steps[at + 1]]
      if (name === 'options' && next !== undefined) {
        names.push(t('field.option', { letter: letter(next, place) }))
        at += 1
      } else if (name === 'parts' && next !== undefined) {
        const index = place?.parts?.findIndex(({ id }) => id === next) ?? -1
        names.push(t('field.part', { no: index < 0 ? next : String(index + 1) }))
        place = place?.parts?.[index]
        at += 1
      } else if (name === 'attributes' && next !== undefined) {
        names.push(steps.slice(at + 1).join('.'))
        break
      } else if (/^\d+$/.test(name)) names.push(t('field.row', { no: name }))
      else names.push(word(name))
    }
    return names.join(' · ')
  }
}
