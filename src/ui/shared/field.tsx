import { type ReactNode, useId, useState } from 'react';
import { Select } from './select.tsx';
import styles from './field.module.css';

type NumberFieldProps = {
  label: string;
  unit?: string;
  value: number;
  min: number;
  max: number;
  /** Whole numbers only. */
  isWhole?: boolean;
  onChange: (value: number) => void;
};

/** A number to type; what is no number in the range stays in the field and changes nothing. */
export function NumberField({ label, unit, value, min, max, isWhole = false, onChange }: NumberFieldProps) {
  const id = useId();
  const [typed, setTyped] = useState<{ readonly text: string; readonly of: number } | null>(null);
  // What is typed holds until the setting becomes another number, here or in the text.
  const text = typed !== null && typed.of === value ? typed.text : String(value);
  const isValid = isGood(text, min, max, isWhole);
  const change = (next: string) => {
    const isGoodNext = isGood(next, min, max, isWhole);
    setTyped({ text: next, of: isGoodNext ? Number(next) : value });
    if (isGoodNext && Number(next) !== value) onChange(Number(next));
  };
  return (
    <div className={styles.field}>
      <label htmlFor={id}>
        {label}
        {unit !== undefined && <span className={styles.unit}> ({unit})</span>}
      </label>
      <input
        id={id}
        className={styles.number}
        type="text"
        inputMode="decimal"
        autoComplete="off"
        value={text}
        aria-invalid={!isValid}
        title={`${min}–${max}`}
        onChange={(event) => change(event.target.value)}
        onBlur={() => setTyped(null)}
      />
    </div>
  );
}

function isGood(text: string, min: number, max: number, isWhole: boolean): boolean {
  const number = text.trim() === '' ? Number.NaN : Number(text);
  return number >= min && number <= max && (!isWhole || Number.isInteger(number));
}

type ChoiceFieldProps<Value extends string> = {
  label: string;
  hint?: string;
  value: Value;
  choices: readonly { readonly value: Value; readonly text: string }[];
  onChange: (value: Value) => void;
};

/** One of a few things. */
export function ChoiceField<Value extends string>(props: ChoiceFieldProps<Value>) {
  const { label, hint, value, choices, onChange } = props;
  const id = useId();
  return (
    <div className={styles.field}>
      <label htmlFor={id}>{label}</label>
      <Select
        id={id}
        value={value}
        onChange={(event) => {
          const chosen = choices.find((choice) => choice.value === event.target.value);
          if (chosen !== undefined) onChange(chosen.value);
        }}
      >
        {choices.map((choice) => (
          <option key={choice.value} value={choice.value}>
            {choice.text}
          </option>
        ))}
      </Select>
      {hint !== undefined && <p className={styles.hint}>{hint}</p>}
    </div>
  );
}

type SwitchFieldProps = { label: string; hint: string; isOn: boolean; onChange: (isOn: boolean) => void };

/** Something that can be on or off, with what belongs to it below. */
export function SwitchField({
  label,
  hint,
  isOn,
  onChange,
  children,
}: SwitchFieldProps & { children?: ReactNode }) {
  return (
    <div className={styles.switch}>
      <label className={styles.switchLabel}>
        <input type="checkbox" checked={isOn} onChange={(event) => onChange(event.target.checked)} />
        <span>
          {label}
          <small className={styles.hint}>{hint}</small>
        </span>
      </label>
      {isOn && children}
    </div>
  );
}
