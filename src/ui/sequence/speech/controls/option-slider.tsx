import { useId } from 'react';
import { useFormat } from '../../../shared/format.ts';
import styles from './controls.module.css';

type OptionSliderProps = {
  label: string;
  hint: string;
  value: number;
  min: number;
  max: number;
  step: number;
  unit?: string;
  onChange: (value: number) => void;
};

/** A number to be dragged, with what it is and what it does. */
export function OptionSlider({ label, hint, value, min, max, step, unit, onChange }: OptionSliderProps) {
  const format = useFormat();
  const id = useId();
  const digits = Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
  const text = `${format.plain(value, digits)}${unit === undefined ? '' : `\u00A0${unit}`}`;
  return (
    <div className={styles.slider}>
      <label htmlFor={id}>{label}</label>
      <output htmlFor={id}>{text}</output>
      <input
        id={id}
        type="range"
        min={min}
        max={max}
        step={step}
        value={value}
        aria-valuetext={text}
        aria-describedby={`${id}-hint`}
        onChange={({ target }) => onChange(Number(target.value))}
      />
      <p id={`${id}-hint`} className={styles.hint}>
        {hint}
      </p>
    </div>
  );
}
