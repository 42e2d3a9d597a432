/** Near-duplicates side by side: keep both, leave the row out, or propose that they are one family, or enemies. Another person decides. */
import { useQuery } from '@tanstack/react-query'
import { Button, Empty, Flex, Progress, Table, Tag, Typography } from 'antd'
import { useTranslation } from 'react-i18next'
import type { RowPlace } from '../../../core/row/corrections.ts'
import { type TextRun, textDiff } from '../../../core/text-diff.ts'
import { api, ask } from '../../api/client.ts'
import { useMay } from '../../app/me.ts'
import { Marked } from '../../ui/marked.tsx'
import { RefusalNote } from '../../ui/refusal.tsx'
import { useAct } from '../../ui/use-act.ts'
import { Watermark } from '../../ui/watermark.tsx'
import { Wide } from '../../ui/wide.tsx'
import { type Pair, pairKey, proposal, type Report, type Wanted } from './run.ts'

/** What a row is much like, or the same as: an item by its number where one may see it, or a row. */
export function useTwinName(): (twin: Pair['other'] | NonNullable<Report['rows'][number]['twin']>) => string {
  const { t } = useTranslation('imports')
  return ({ number, sheet, row }) =>
    row !== undefined
      ? t('twin.row', { sheet: sheet ?? '', row })
      : number
        ? t('twin.item', { number })
        : t('twin.unseen')
}

type Props = {
  bank: string
  pairs: readonly Pair[]
  wanted: Readonly<Record<string, Wanted>>
  want: (pair: string, wanted: Wanted | undefined) => void
  /** Absent once the file was imported. */
  rows?: { isOut: (place: RowPlace) => boolean; leaveOut: (place: RowPlace, out: boolean) => void } | undefined
}

export function Near({ bank, pairs, wanted, want, rows }: Props) {
  const { t } = useTranslation('imports')
  const twinName = useTwinName()
  const may = useMay()
  const propose = useAct(
    ({ pair, sort }: { pair: Pair; sort: 'family' | 'enemies' }) =>
      ask(proposal(bank, sort, [pair.item!, pair.other.item!], t('near.reason'))),
    {
      changes: [['banks', bank, 'relations']],
      done: t('near.proposed'),
      after: (_, { pair, sort }) => want(pairKey(pair), sort),
    },
  )
  const reads = may('item.read', bank)
  const relates = (pair: Pair) =>
    pair.other.number !== null && (rows !== undefined || pair.item) && may('relation.propose', bank)
  return (
    <Wide label={t('tab.near')} least={680}>
      <Table<Pair>
        size="small"
        rowKey={pairKey}
        dataSource={pairs}
        pagination={{ defaultPageSize: 20, hideOnSinglePage: true }}
        locale={{ emptyText: <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('near.none')} /> }}
        expandable={{
          rowExpandable: ({ texts, item, other }) =>
            reads && other.number !== null && Boolean(texts ?? item ?? other.item),
          expandedRowRender: (pair) => <SideBySide bank={bank} pair={pair} />,
        }}
        columns={[
          { title: t('near.row'), render: (_, { sheet, row }) => t('twin.row', { sheet, row }) },
          { title: t('near.other'), render: (_, { other }) => twinName(other) },
          {
            title: t('near.similar'),
            width: 130,
            sorter: (a, b) => (a.similarity ?? 0) - (b.similarity ?? 0),
            render: (_, { similarity }) =>
              similarity !== null && (
                <Progress
                  percent={Math.round(similarity * 100)}
                  size="small"
                  status="normal"
                  aria-label={t('near.similar')}
                />
              ),
          },
          { title: t('near.why'), render: (_, { why }) => why && t(`near.${why}`) },
          {
            title: <span className="sr-only">{t('near.settle')}</span>,
            align: 'right',
            render: (_, pair) => {
              const key = pairKey(pair)
              const done = wanted[key]
              const out = rows?.isOut(pair) === true
              if (out || done)
                return (
                  <Flex gap={4} justify="flex-end" align="center" wrap>
                    <Tag color="green">
                      {t(out ? 'near.out' : rows && done !== 'keep' ? `near.later.${done!}` : `near.${done!}`)}
                    </Tag>
                    {rows && (
                      <Button size="small" onClick={() => (out ? rows.leaveOut(pair, false) : want(key, undefined))}>
                        {t('near.back')}
                      </Button>
                    )}
                  </Flex>
                )
              return (
                <Flex gap={4} justify="flex-end" wrap>
                  <Button size="small" onClick={() => want(key, 'keep')}>
                    {t('near.keep')}
                  </Button>
                  {rows && (
                    <Button size="small" onClick={() => rows.leaveOut(pair, true)}>
                      {t('near.leave-out')}
                    </Button>
                  )}
                  {relates(pair) &&
                    (['family', 'enemies'] as const).map((sort) => (
                      <Button
                        key={sort}
                        size="small"
                        loading={
                          propose.isPending && propose.variables.pair === pair && propose.variables.sort === sort
                        }
                        onClick={() => (rows ? want(key, sort) : propose.mutate({ pair, sort }))}
                      >
                        {t(`near.${sort}`)}
                      </Button>
                    ))}
                </Flex>
              )
            },
          },
        ]}
      />
    </Wide>
  )
}

type Side = { texts?: string[] | null | undefined; item?: string | null | undefined }

/** The question and options of a side: told by the dry run, or read from the bank, which puts the reading on record. */
function useTexts(bank: string, { texts, item }: Side) {
  const { data, error } = useQuery({
    queryKey: ['banks', bank, 'items', item],
    queryFn: () => ask(api.GET('/api/banks/{bank}/items/{id}', { params: { path: { bank, id: item! } } })),
    enabled: !texts && Boolean(item),
  })
  const read = data && [data, ...data.parts.map(({ stem, options }) => ({ title: stem, options }))]
  return {
    error,
    texts: texts ?? read?.flatMap(({ title, options }) => [title, ...options.map(({ text }) => text)]),
    readable: Boolean(texts ?? item),
  }
}

function SideBySide({ bank, pair }: { bank: string; pair: Pair }) {
  const { t } = useTranslation('imports')
  const twinName = useTwinName()
  const left = useTexts(bank, pair)
  const right = useTexts(bank, pair.other)
  const [here, there] = marked(left.texts ?? [], right.texts ?? [])
  const sides = [
    { ...left, name: t('twin.row', pair), lines: here },
    { ...right, name: twinName(pair.other), lines: there },
  ]
  return (
    <Watermark>
      <Flex gap={16}>
        {sides.map(({ name, lines, error, readable }) => (
          <section key={name} aria-label={name} style={{ flex: 1, minWidth: 0 }}>
            <Typography.Text type="secondary">{name}</Typography.Text>
            {error && <RefusalNote error={error} />}
            {!readable && <div>{t('near.not-yet')}</div>}
            {lines.map((runs, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a line of the item
              <div key={at} style={{ whiteSpace: 'pre-wrap', paddingLeft: at === 0 ? 0 : 16 }}>
                <Marked runs={runs} />
              </div>
            ))}
          </section>
        ))}
      </Flex>
    </Watermark>
  )
}

/** Both sides with what only one of them says marked. The order of options does not count, so each is held against one like it. */
function marked(left: readonly string[], right: readonly string[]): [TextRun[][], TextRun[][]] {
  const [question, ...options] = left
  const [other, ...others] = right
  if (question === undefined || other === undefined) return [left.map(plain), right.map(plain)]
  const alone = others.filter((text) => !options.includes(text))
  const partner = new Map(options.filter((text) => !others.includes(text)).map((text, at) => [text, alone[at]]))
  const back = new Map([...partner].flatMap(([text, like]) => (like === undefined ? [] : [[like, text]])))
  const only = (how: TextRun['how'], runs: readonly TextRun[]) =>
    runs.filter((run) => run.how === 'same' || run.how === how)
  const here = (text: string) =>
    partner.has(text) ? only('removed', textDiff(text, partner.get(text) ?? '')) : plain(text)
  const there = (text: string) =>
    alone.includes(text) ? only('added', textDiff(back.get(text) ?? '', text)) : plain(text)
  const stems = textDiff(question, other)
  return [
    [only('removed', stems), ...options.map(here)],
    [only('added', stems), ...others.map(there)],
  ]
}

const plain = (text: string): TextRun[] => [{ how: 'same', text }]
