export default {
  title: '各题库总览',
  sub: '红：有备案要求未达到；黄：要求均已达到，另有欠缺；绿：齐备。',
  none: '还没有题库。',
  banks: '题库',
  'light.red': '未达到',
  'light.amber': '有欠缺',
  'light.green': '齐备',
  occupation: '职业',
  more_one: '另有{{count}}项',
  more_other: '另有{{count}}项',
} as const
