import { useId, type ReactNode } from 'react';
import styles from './choice-list.module.css';

type Choice<Value extends string> = {
  readonly value: Value;
  readonly text: string;
  readonly hint?: ReactNode;
};

type ChoiceListProps<Value extends string> = {
  legend: string;
  /** Off where something else on the screen says it already. */
  isLegendVisible?: boolean;
  choices: readonly Choice<Value>[];
  value: Value;
  onChoose: (value: Value) => void;
};

/** One of a few things, each with a word of explanation. */
export function ChoiceList<Value extends string>(props: ChoiceListProps<Value>) {
  const { legend, isLegendVisible = true, choices, value, onChoose } = props;
  const name = useId();
  return (
    <fieldset className={styles.list}>
      <legend className={isLegendVisible ? styles.legend : 'visually-hidden'}>{legend}</legend>
      {choices.map((choice) => (
        <label key={choice.value} className={styles.choice}>
          <input
            type="radio"
            name={name}
            className={styles.mark}
            checked={choice.value === value}
            onChange={() => onChoose(choice.value)}
          />
          <span>
            {choice.text}
            {choice.hint !== undefined && <small className={styles.hint}>{choice.hint}</small>}
          </span>
        </label>
      ))}
    </fieldset>
  );
}
