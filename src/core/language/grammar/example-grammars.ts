/** A grammar to begin with; its title, in the page's language, goes by the name. */
export type ExampleGrammar = {
  readonly name: 'phone' | 'pin' | 'date' | 'robot' | 'calculator';
  readonly text: string;
};

const digit = '<digit> = zero | one | two | three | four | five | six | seven | eight | nine;';

const phone = `#JSGF V1.0;
grammar phone;

// Numbers that are in the list, and nothing else.
public <call> = <anna> | <office> | <emergency>;
<anna> = five five five zero one nine nine;
<office> = five five five two three [zero | one];
<emergency> = /3/ one one two | /1/ nine one one;
`;

const pin = `#JSGF V1.0;
grammar pin;

public <pin> = <digit> <digit> <digit> <digit>;
${digit}
`;

const date = `#JSGF V1.0;
grammar date;

// Day and month in digits: "two four one two" is 24 December. A year may follow, its last two digits or all four.
public <date> = <day> <month> [<year>];
<day> = zero <nonzero> | (one | two) <digit> | three (zero | one);
<month> = zero <nonzero> | one (zero | one | two);
<year> = [one nine | two zero] <digit> <digit>;
${digit}
<nonzero> = one | two | three | four | five | six | seven | eight | nine;
`;

const robot = `#JSGF V1.0;
grammar robot;

// A way in steps, such as "go left up up stop". For the model "commands".
public <path> = go <step>+ stop;
<step> = left | right | up | down;
`;

const calculator = `#JSGF V1.0;
grammar calculator;

// "three plus four equals". No shipped model has all the words: teach them first.
public <sum> = <number> (<operator> <number>)+ equals;
<operator> = /2/ plus | /2/ minus | times;
<number> = <digit>+;
${digit}
`;

/** Grammars for the shipped models `digits` and `commands`, and one that needs words of one's own. */
export const exampleGrammars: readonly ExampleGrammar[] = [
  { name: 'phone', text: phone },
  { name: 'pin', text: pin },
  { name: 'date', text: date },
  { name: 'robot', text: robot },
  { name: 'calculator', text: calculator },
];
