/** The drawing of a chart: echarts on a canvas, with the parts in use. Tooltips are drawn too, since markup of theirs would break the policy. */
import { BarChart, HeatmapChart, LineChart, RadarChart, ScatterChart } from 'echarts/charts'
import {
  DatasetComponent,
  GridComponent,
  LegendComponent,
  MarkLineComponent,
  RadarComponent,
  TooltipComponent,
  VisualMapComponent,
} from 'echarts/components'
import { type EChartsCoreOption, type EChartsType, init, use } from 'echarts/core'
import { CanvasRenderer } from 'echarts/renderers'
import { useEffect, useRef } from 'react'
import { useDark } from '../app/look.ts'

use([
  BarChart,
  LineChart,
  HeatmapChart,
  RadarChart,
  ScatterChart,
  DatasetComponent,
  GridComponent,
  LegendComponent,
  MarkLineComponent,
  RadarComponent,
  TooltipComponent,
  VisualMapComponent,
  CanvasRenderer,
])

export type ChartOption = EChartsCoreOption

const still = window.matchMedia('(prefers-reduced-motion: reduce)').matches

export default function ChartCanvas({
  option,
  onPick,
}: {
  option: ChartOption
  onPick?: ((picked: { series: number; index: number; value: unknown }) => void) | undefined
}) {
  const box = useRef<HTMLDivElement>(null)
  const chart = useRef<EChartsType>(undefined)
  const pick = useRef(onPick)
  pick.current = onPick
  const dark = useDark()

  useEffect(() => {
    if (!box.current) return
    const made = init(box.current, dark ? 'dark' : undefined, { renderer: 'canvas' })
    chart.current = made
    made.on('click', ({ seriesIndex = 0, dataIndex, value }) =>
      pick.current?.({ series: seriesIndex, index: dataIndex, value }),
    )
    const watch = new ResizeObserver(() => made.resize())
    watch.observe(box.current)
    return () => {
      watch.disconnect()
      made.dispose()
      chart.current = undefined
    }
  }, [dark])

  // Drawn anew when the look changes, too: the chart is then another one.
  // biome-ignore lint/correctness/useExhaustiveDependencies: `dark` names the chart that is drawn on
  useEffect(() => {
    const tooltip = { confine: true, ...(option['tooltip'] as object | undefined), renderMode: 'richText' }
    chart.current?.setOption(
      { backgroundColor: 'transparent', animation: !still, ...option, tooltip },
      { notMerge: true },
    )
  }, [option, dark])

  return <div ref={box} style={{ width: '100%', height: '100%' }} />
}
