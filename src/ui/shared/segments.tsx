import { classNames } from './class-names.ts';
import styles from './segments.module.css';

type SegmentsProps<Value extends string> = {
  /** What is chosen; only screen readers hear it. */
  legend: string;
  name: string;
  choices: readonly { readonly value: Value; readonly text: string; readonly hint?: string }[];
  value: Value;
  onChoose: (value: Value) => void;
  className?: string | undefined;
};

/** A choice of two or three, side by side. */
export function Segments<Value extends string>(props: SegmentsProps<Value>) {
  const { legend, name, choices, value, onChoose, className } = props;
  return (
    <fieldset className={classNames(styles.segments, className)}>
      <legend className="visually-hidden">{legend}</legend>
      {choices.map((choice) => (
        <label key={choice.value} className={styles.segment} title={choice.hint}>
          <input
            type="radio"
            name={name}
            value={choice.value}
            className={styles.radio}
            checked={value === choice.value}
            onChange={() => onChoose(choice.value)}
          />
          <span>{choice.text}</span>
        </label>
      ))}
    </fieldset>
  );
}
