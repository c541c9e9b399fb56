/** Words of the two shipped models, in the order of their scores. */
export const digitWords = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'];
export const commandWords = ['yes', 'no', 'up', 'down', 'left', 'right', 'on', 'off', 'stop', 'go'];

/**
 * Words that sound like a command or a digit and are neither. Homophones of the words above (know, write, to, for,
 * won, ate …) and other names of a digit (oh, nought) must not be added.
 */
const nearMisses =
  `boat bone chess clap cup dawn dough drown fate fine fix flee gate goal gold gone gown guess half heaven hive
hop kite lap late laugh less lift light live low mice mine night noise none note noun oft pup row shop
snow soft stock stomp tick town track tree true wand wing yell yet zebra`.split(/\s+/);

/** Everyday words; the real recordings of "other words" are of some of them. */
const plainWords = `apple baby bake ball banana beach bed bell bird black blue book bottle bread bridge
brother brown bus cake camera candle car cat chair cheese child church city clock cloud coat coffee cold colour cook
corn cousin cow dance daughter dinner doctor dog door dream dress drink duck dust ear earth egg elephant
engine evening eye face farm father finger fire fish flower food foot forest friend fruit game garden girl glass
good grass green guitar hair hammer hand happy hat hello help hill home horse hospital hot house
ice island jacket juice key king kitchen ladder lamp lemon letter lion listen long machine
market milk mirror money moon morning mother mountain mouse music name needle north ocean
orange oven page paper park party pencil people phone piano picture pillow pizza plane plate please pocket potato
queen question rabbit radio rain red rice river road room rose salt sandwich school sea shadow sheep ship shirt shoe
sick silver sister sky sleep soap sock soup spoon spring star station stone story street sugar
summer sun table tail teacher thank tiger time tomato tooth toy train travel turn umbrella uncle
village visual voice wagon wall warm watch water wife wind window winter wolf woman wonder world yellow
follow learn forward backward marvin sheila wow`.split(/\s+/);

/** Words that neither model knows, each once. */
export const otherWords = [...new Set([...nearMisses, ...plainWords])];

/** Too close to a digit, once high frequencies are lost, for a fair "other" example of the digits model. */
export const notOtherForDigits: ReadonlySet<string> = new Set(
  `eye fine fix forward gate heaven hive late light line live mine night none noun sick tooth tree true`.split(
    ' ',
  ),
);
