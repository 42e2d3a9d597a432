/** Shares of difficulty, and how many items of each importance. */
import { Button, Card, Flex, Form, InputNumber, Slider, Tag, Typography } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Blueprint, DifficultyRule } from '../../../core/blueprint/blueprint.ts'
import { useTimes } from '../../ui/times.tsx'
import { type Change, round, Title } from './writing.tsx'

const levels = [1, 2, 3, 4, 5]

/** Shares of difficulty by slider and number, and how many items of each importance. */
export function Levels({ draft, change, items }: { draft: Blueprint; change: Change<Blueprint>; items: number }) {
  const { t } = useTranslation('blueprints')
  const { number } = useTimes()
  const rules = draft.difficulty ?? []
  const ruleOf = (level: number) => rules.find((rule) => rule.level === level)
  const byShare = rules.some(({ share }) => share !== undefined)
  const sum = round(rules.reduce((all, { share = 0 }) => all + share, 0))
  const set = (level: number, part: Partial<DifficultyRule>) =>
    change({
      difficulty: levels.map((one) => {
        const old = ruleOf(one) ?? { level: one, share: 0, tolerance: 0 }
        return one === level ? { ...old, ...part } : old
      }),
    })
  const start = () =>
    change({
      difficulty: [8, 25, 45, 19, 3].map((share, at) => ({ level: at + 1, share, tolerance: [5, 7, 8, 6, 3][at]! })),
    })
  const importance = (level: 'X' | 'Y' | 'Z') => draft.importance?.find((rule) => rule.level === level)
  const setImportance = (level: 'X' | 'Y' | 'Z', part: { min?: number | undefined; max?: number | undefined }) => {
    const rest = (draft.importance ?? []).filter((rule) => rule.level !== level)
    const { min, max } = { ...importance(level), ...part }
    const own = { level, ...(min !== undefined && { min }), ...(max !== undefined && { max }) }
    const next = min === undefined && max === undefined ? rest : [...rest, own]
    change({ importance: next.length ? next : undefined })
  }
  return (
    <Card
      title={<Title text={t('levels')} />}
      extra={
        <Flex gap={8}>
          <Button size="small" onClick={start}>
            {t('levels.common')}
          </Button>
          {rules.length > 0 && (
            <Button size="small" onClick={() => change({ difficulty: undefined })}>
              {t('levels.none')}
            </Button>
          )}
        </Flex>
      }
    >
      {rules.length > 0 && !byShare && (
        <ul style={{ margin: 0 }}>
          {rules.map(({ level, count, min, max }) => (
            <li key={String(level)}>
              {t('levels.amount', {
                level: String(level ?? t('levels.unknown')),
                amount: count ?? [min, max].join('–'),
              })}
            </li>
          ))}
        </ul>
      )}
      {byShare && (
        <Flex vertical gap={4}>
          {levels.map((level) => {
            const { share = 0, tolerance = 0 } = ruleOf(level) ?? {}
            return (
              <Flex key={level} gap={12} align="center" wrap>
                <span style={{ width: 84 }}>{t('levels.level', { level })}</span>
                <div style={{ flex: '1 1 160px' }}>
                  <Slider
                    ariaLabelForHandle={t('levels.share-of', { level })}
                    min={0}
                    max={100}
                    value={share}
                    onChange={(next) => set(level, { share: next })}
                  />
                </div>
                <InputNumber
                  size="small"
                  aria-label={t('levels.percent-of', { level })}
                  min={0}
                  max={100}
                  value={share}
                  onChange={(next) => set(level, { share: next ?? 0 })}
                  suffix="%"
                  style={{ width: 84 }}
                />
                <InputNumber
                  size="small"
                  aria-label={t('levels.tolerance-of', { level })}
                  min={0}
                  max={100}
                  value={tolerance}
                  onChange={(next) => set(level, { tolerance: next ?? 0 })}
                  prefix="±"
                  style={{ width: 84 }}
                />
                <span className="figures" style={{ width: 64 }}>
                  {t('levels.items', { items: number(round((share * items) / 100)) })}
                </span>
              </Flex>
            )
          })}
          <span aria-live="polite">
            {t('weights.sum')} <Tag color={Math.abs(sum - 100) < 0.001 ? 'green' : 'red'}>{number(sum)} / 100</Tag>
          </span>
        </Flex>
      )}
      {rules.length === 0 && <Typography.Text type="secondary">{t('levels.unset')}</Typography.Text>}
      <Form layout="vertical" style={{ marginTop: 16 }}>
        <Flex gap={16} wrap>
          {(['X', 'Y', 'Z'] as const).flatMap((level) =>
            (['min', 'max'] as const).map((bound) => (
              <Form.Item
                key={`${level} ${bound}`}
                label={t(`importance.${bound}`, { level })}
                htmlFor={`${level}-${bound}`}
              >
                <InputNumber
                  id={`${level}-${bound}`}
                  min={0}
                  max={items}
                  value={importance(level)?.[bound] ?? null}
                  onChange={(next) => setImportance(level, { [bound]: next ?? undefined })}
                  style={{ width: 90 }}
                />
              </Form.Item>
            )),
          )}
        </Flex>
      </Form>
    </Card>
  )
}
