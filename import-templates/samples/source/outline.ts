/** The sample element tables: scopes in three levels with weights that sum to 100 for each bank. */

export type OutlineScope = { code: string; name: string; weight: number }

/** 电工 6-31-01-03, Level 3 (高级工), theory. The third level's files are in `l3/`, named by code. */
export const level3: OutlineScope[] = [
  { code: 'A', name: '基本要求', weight: 25 },
  { code: 'A-A', name: '职业道德', weight: 5 },
  { code: 'A-A-A', name: '职业道德基本知识', weight: 3 },
  { code: 'A-A-B', name: '职业守则', weight: 2 },
  { code: 'A-B', name: '基础知识', weight: 20 },
  { code: 'A-B-A', name: '电路基础知识', weight: 6 },
  { code: 'A-B-B', name: '电子技术基础知识', weight: 4 },
  { code: 'A-B-C', name: '电工仪表与测量', weight: 3 },
  { code: 'A-B-D', name: '电工材料与工具', weight: 3 },
  { code: 'A-B-E', name: '安全用电与消防', weight: 3 },
  { code: 'A-B-F', name: '法律法规与质量管理', weight: 1 },
  { code: 'B', name: '相关知识要求', weight: 75 },
  { code: 'B-A', name: '继电控制电路装调维修', weight: 22 },
  { code: 'B-A-A', name: '低压电器选用与维修', weight: 6 },
  { code: 'B-A-B', name: '电动机控制线路装调', weight: 8 },
  { code: 'B-A-C', name: '机床电气控制线路检修', weight: 8 },
  { code: 'B-B', name: '电机与变压器', weight: 13 },
  { code: 'B-B-A', name: '变压器', weight: 5 },
  { code: 'B-B-B', name: '三相异步电动机', weight: 5 },
  { code: 'B-B-C', name: '直流电机与特种电机', weight: 3 },
  { code: 'B-C', name: '可编程控制系统装调', weight: 16 },
  { code: 'B-C-A', name: '可编程控制器原理与硬件', weight: 6 },
  { code: 'B-C-B', name: '指令与程序设计', weight: 7 },
  { code: 'B-C-C', name: '系统安装调试与维护', weight: 3 },
  { code: 'B-D', name: '交直流传动系统装调', weight: 14 },
  { code: 'B-D-A', name: '变频器', weight: 6 },
  { code: 'B-D-B', name: '直流调速与软启动', weight: 4 },
  { code: 'B-D-C', name: '伺服与步进控制', weight: 4 },
  { code: 'B-E', name: '应用电子电路调试维修', weight: 10 },
  { code: 'B-E-A', name: '模拟电子电路', weight: 5 },
  { code: 'B-E-B', name: '数字与电力电子电路', weight: 5 },
]

/** 电工 6-31-01-03, Level 2 (技师), theory; deliberately short of items. Files in `l2/`. */
export const level2: OutlineScope[] = [
  { code: 'A', name: '基本要求', weight: 15 },
  { code: 'A-A', name: '职业道德', weight: 5 },
  { code: 'A-A-A', name: '职业道德与职业守则', weight: 5 },
  { code: 'A-B', name: '基础知识', weight: 10 },
  { code: 'A-B-A', name: '电工电子与安全基础', weight: 10 },
  { code: 'B', name: '相关知识要求', weight: 85 },
  { code: 'B-A', name: '电气设备装调维修', weight: 25 },
  { code: 'B-A-A', name: '复杂机床与数控设备电气检修', weight: 25 },
  { code: 'B-B', name: '自动控制系统装调维修', weight: 40 },
  { code: 'B-B-A', name: '可编程控制与工业网络', weight: 22 },
  { code: 'B-B-B', name: '交直流传动与伺服系统', weight: 18 },
  { code: 'B-C', name: '应用电子与电力电子电路', weight: 10 },
  { code: 'B-C-A', name: '电力电子电路调试维修', weight: 10 },
  { code: 'B-D', name: '培训与技术管理', weight: 10 },
  { code: 'B-D-A', name: '培训指导与技术管理', weight: 10 },
]
