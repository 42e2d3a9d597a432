export default {
  title: 'All banks',
  sub: 'Red: a filing rule is not met. Amber: all are, and something else is missing. Green: ready.',
  none: 'There is no bank yet.',
  banks: 'Banks',
  'light.red': 'not met',
  'light.amber': 'incomplete',
  'light.green': 'ready',
  occupation: 'Occupation',
  more_one: 'and {{count}} more',
  more_other: 'and {{count}} more',
} as const
