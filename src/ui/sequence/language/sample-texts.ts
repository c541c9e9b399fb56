import type { Language } from '../../i18n/i18n.ts';
import type { TokenizerName } from './session/playground-state.ts';

export type SampleLanguage = Language;

type SampleText = {
  /** On the button, in its own language. */
  readonly ownName: string;
  readonly languageTag: string;
  readonly text: string;
  readonly tokenizer: TokenizerName;
  /** A sentence to measure that the text does not hold. */
  readonly attempt: string;
  /** Words to go on from. */
  readonly history: string;
};

const harbour = `the old cat sleeps on the warm wall
the old cat sleeps in the sun
the young cat sleeps under the blue boat
the young cat runs along the wall
a grey cat waits by the blue boat
a grey cat waits for the fish
the old dog sleeps in the shade
the old dog runs along the beach
the young dog runs along the beach
the young dog runs after the grey cat
a small dog waits by the door
a small dog waits for the old man
the old man sits by the harbour
the old man sits on the warm wall
the old man mends the net
the old man mends the net in the shade
the old man sells fish at the market
the old woman sells bread at the market
the old woman sells bread and fish
the young woman paints the blue boat
the young woman paints the red door
the young woman sings in the morning
the children run along the beach
the children run after the ball
the children sing in the evening
the children wait for the red boat
the red boat comes in the morning
the red boat comes in with the fish
the blue boat goes out in the evening
the blue boat goes out with the tide
the blue boat comes back with the tide
the wind comes in with the tide
the wind comes from the sea
the wind sings in the night
the rain comes from the sea
the rain comes in the night
the sun comes up over the sea
the sun goes down behind the harbour
the moon comes up over the harbour
the gulls wait for the fish
the gulls wait on the warm wall
the gulls follow the red boat
the gulls follow the red boat out to sea
in the morning the market is full of people
in the morning the harbour is full of boats
in the evening the harbour is quiet
in the evening the beach is quiet
in the night the sea is dark and quiet
at the market the old woman sings
at the harbour the old dog waits
by the door the small dog sleeps
on the beach the children find a net
on the beach the young dog finds a fish
`;

const town = `早上，茶馆的门开了。
早上，老街上飘着豆浆的香味。
早上，孩子们背着书包去上学。
早上，奶奶去市场买菜。
爷爷每天早上去公园打太极。
爷爷每天早上去茶馆喝茶。
爷爷喜欢喝茶，也喜欢下棋。
爷爷喜欢在树下下棋。
奶奶喜欢养花，也喜欢唱戏。
奶奶喜欢在院子里养花。
奶奶在院子里晒被子。
妈妈在厨房里包饺子。
妈妈在厨房里煮面条。
爸爸在院子里修自行车。
爸爸在书房里看书。
妹妹在书房里写作业。
妹妹在院子里逗小猫。
弟弟在院子里踢球。
弟弟在河边放风筝。
弟弟喜欢放风筝，也喜欢踢球。
小猫喜欢晒太阳。
小猫在窗台上晒太阳。
小猫在窗台上睡觉。
小狗在门口等弟弟。
小狗在门口睡觉。
小狗喜欢跟着弟弟跑。
小狗跟着弟弟跑到河边。
中午，妈妈做了一桌菜。
中午，一家人坐在一起吃饭。
中午，小猫在窗台上睡觉。
下午，妹妹在河边画画。
下午，爷爷在树下下棋。
下午，奶奶和邻居在院子里聊天。
下午下了一场雨。
雨停了，孩子们跑到河边。
雨停了，太阳又出来了。
雨停了，院子里的花更香了。
傍晚，河边有很多人散步。
傍晚，爸爸骑着自行车回家。
傍晚，一家人坐在一起包饺子。
晚上，一家人坐在院子里聊天。
晚上，爷爷给孩子们讲故事。
晚上，孩子们坐在院子里看月亮。
晚上，老街上很安静。
晚上，河边很安静，只有风的声音。
春天来了，河边的柳树绿了。
春天来了，院子里的花开了。
秋天来了，树上的柿子红了。
冬天来了，老街上飘着雪花。
`;

/** A small world in each language, made for this page: few words, which come back in other company. */
export const sampleTexts: Readonly<Record<SampleLanguage, SampleText>> = {
  en: {
    ownName: 'English sample',
    languageTag: 'en',
    text: harbour,
    tokenizer: 'whitespace',
    attempt: 'the young cat waits for the red boat',
    history: 'the old',
  },
  zh: {
    ownName: '中文例文',
    languageTag: 'zh-CN',
    text: town,
    tokenizer: 'segmenter:zh',
    attempt: '下午，小猫在院子里晒太阳。',
    history: '小猫',
  },
};

export const sampleLanguages = ['en', 'zh'] as const satisfies readonly SampleLanguage[];
