import { useEffect, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../shared/button.tsx';
import { Select } from '../../shared/select.tsx';
import { useModelWords } from '../../shared/use-model-words.ts';
import { useComparison, useEvaluation, useRuns } from '../evaluation-context.tsx';
import { RunFileButton } from '../runs/run-file-button.tsx';
import type { EvaluationRun } from '../session/evaluation-run.ts';
import styles from './compare.module.css';

/** What to compare a run with: another model on the same clips, a saved run, or a file. */
export function OtherChoice({ run }: { run: EvaluationRun }) {
  const { t } = useTranslation();
  const { comparison } = useComparison();
  return (
    <div className={styles.choices}>
      {run.isWithoutSound ? (
        <p className={styles.soft}>{t('evaluate.compare.needsSound')}</p>
      ) : (
        <ModelChoice run={run} />
      )}
      <SavedChoice />
      <div className={styles.choice}>
        <span>{t('evaluate.compare.file')}</span>
        <RunFileButton onChoose={(file) => void comparison.chooseFile(file)}>
          {t('evaluate.runs.openFile')}
        </RunFileButton>
      </div>
    </div>
  );
}

function ModelChoice({ run }: { run: EvaluationRun }) {
  const { t } = useTranslation();
  const { names, title } = useModelWords();
  const { comparison } = useComparison();
  const others = names.filter((name) => name !== run.modelName);
  return (
    <Choice
      label={t('evaluate.compare.model')}
      action={t('evaluate.compare.runNow')}
      options={others.map((name) => ({ value: name, text: title(name) }))}
      onChoose={(value) => {
        const model = others.find((name) => name === value);
        if (model !== undefined) void comparison.runModel(model, title(model));
      }}
    />
  );
}

function SavedChoice() {
  const { t } = useTranslation();
  const { session } = useEvaluation();
  const { runs, state } = useRuns();
  const { comparison } = useComparison();
  useEffect(() => void runs.list(), [runs]);
  const shownId = session.getSnapshot().savedAs?.id;
  const others = (state.runs ?? []).filter(({ id }) => id !== shownId);
  if (others.length === 0) return <p className={styles.soft}>{t('evaluate.compare.noSaved')}</p>;
  return (
    <Choice
      label={t('evaluate.compare.saved')}
      action={t('evaluate.compare.compare')}
      options={others.map(({ id, name }) => ({ value: id, text: name }))}
      onChoose={(value) => {
        const chosen = others.find(({ id }) => id === value);
        if (chosen !== undefined) void comparison.chooseSaved(chosen);
      }}
    />
  );
}

type ChoiceProps = {
  label: string;
  action: string;
  options: readonly { readonly value: string; readonly text: string }[];
  onChoose: (value: string) => void;
};

/** One of several, and a button that takes it. */
function Choice({ label, action, options, onChoose }: ChoiceProps) {
  const id = useId();
  const [chosen, setChosen] = useState<string | null>(null);
  const value = options.some((option) => option.value === chosen) ? chosen : options[0]?.value;
  if (value == null) return null;
  return (
    <div className={styles.choice}>
      <label htmlFor={id}>{label}</label>
      <div className={styles.pick}>
        <Select
          id={id}
          className={styles.select}
          value={value}
          onChange={(event) => setChosen(event.target.value)}
        >
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.text}
            </option>
          ))}
        </Select>
        <Button onClick={() => onChoose(value)}>{action}</Button>
      </div>
    </div>
  );
}
