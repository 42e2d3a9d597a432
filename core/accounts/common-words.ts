/**
 * What common passwords are made of: the heads of published lists of leaked
 * passwords, those of Chinese sites among them, cut to their words (digits,
 * years and runs of keys are dealt with apart), and this program's own words.
 */
export const commonWords: readonly string[] = (
  'password passwort passwd passw0rd pass letmein welcome admin administrator root login user guest master super ' +
  'secret default changeme change temp test demo sample hello hallo access system server manager service support ' +
  'office company windows microsoft google apple android iphone samsung huawei xiaomi tencent alibaba taobao weixin ' +
  'wechat baidu qwerty qwert azerty asdf zxcv qazwsx wsxedc trustno monkey dragon sunshine princess football ' +
  'baseball soccer basketball superman batman spiderman starwars pokemon naruto shadow michael jordan charlie ' +
  'jennifer jessica daniel thomas robert william andrew joshua ashley nicole michelle freedom whatever computer ' +
  'internet summer winter spring autumn monday friday january february october november december love lovely ' +
  'iloveyou loveyou forever family friend mother father happy lucky angel jesus christ flower cheese chocolate ' +
  'cookie coffee purple orange yellow silver golden diamond killer hunter ranger cowboy eagle tiger lion phoenix ' +
  'mustang ferrari porsche mercedes harley yamaha corvette chelsea arsenal liverpool barcelona madrid london paris ' +
  'china chinese beijing shanghai guangzhou shenzhen xiamen fujian zhongguo hangzhou nanjing wuhan chengdu ' +
  'woaini woaiwo aini aiwo wobuaini wozhidao nihao nimade zhang wang liu chen yang huang zhao zhou wu xu sun ' +
  'xiaoming mima kouling yonghu guanliyuan mimamima woshishui woaizhongguo laopo laogong baobao qinaide meinv ' +
  'abc abcd xyz aaa qaz wsx edc asd zxc qwe 520 521 1314 5201314 147258 258369 159357 123 321 111 000 666 888 999 ' +
  'juanku tiku shijuan shiti exam examination paper item question bank test kaoshi kaowu zhiye jineng dianGong ' +
  '卷库 题库 试卷 试题 考试 考务 密码 口令 管理员 用户 中国 厦门 北京 上海 我爱你 你好 职业 技能 认定 鉴定 电工'
)
  .toLowerCase()
  .split(' ')
