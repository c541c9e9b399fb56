/** Words of the two shipped models, in the order of their scores. */
export const digitWords = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'];
export const commandWords = ['yes', 'no', 'up', 'down', 'left', 'right', 'on', 'off', 'stop', 'go'];

/**
 * Everyday words that neither model knows, near misses among them. Homophones of the words above (know, write, to,
 * for, won, ate …) and other names of a digit (oh, nought) must not be added.
 */
export const otherWords =
  `apple baby bake ball banana beach bed bell bird black blue boat book bottle bread bridge
brother brown bus cake camera candle car cat chair cheese child church city clock cloud coat coffee cold colour cook
corn cousin cow cup dance daughter dinner doctor dog door dough dream dress drink duck dust ear earth egg elephant
engine evening eye face farm father fine finger fire fish flower food foot forest friend fruit game garden girl glass
goal gold gone good grass green guitar hair hammer hand happy hat heaven hello help hill home horse hospital hot house
ice island jacket juice key king kitchen ladder lamp laugh lemon less letter lift light lion listen long low machine
market milk mirror money moon morning mother mountain mouse music name needle night north note ocean office often
orange oven page paper park party pencil people phone piano picture pillow pizza plane plate please pocket potato
queen question rabbit radio rain red rice river road room rose salt sandwich school sea shadow sheep ship shirt shoe
shop sick silver sister sky sleep snow soap sock soup spoon spring star station step stock stone story street sugar
summer sun table tail teacher thank tiger time tomato tooth top town toy train travel tree turn umbrella uncle upper
village visual voice wagon wall warm watch water wife wind window winter wolf woman wonder world yellow yet zebra
follow learn forward backward marvin sheila wow`.split(/\s+/);

/** Too close to a digit for a fair "other" example of the digits model. */
export const notOtherForDigits: ReadonlySet<string> = new Set(['tree', 'forward', 'sick']);
