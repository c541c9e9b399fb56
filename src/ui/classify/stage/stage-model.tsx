import { useTranslation } from 'react-i18next';
import { Button } from '../../shared/button.tsx';
import { useRecogniser } from '../../shared/recogniser-context.tsx';
import { useModelWords } from '../../shared/use-model-words.ts';
import { useModelSteps } from './use-model-steps.ts';
import styles from './stage-model.module.css';

/** Which model listens, and the way to its neighbours. */
export function StageModel() {
  const { t } = useTranslation();
  const { model } = useRecogniser().state;
  const { title } = useModelWords();
  const stepModel = useModelSteps();
  return (
    <div className={styles.model}>
      <Button aria-label={t('classify.stage.previousModel')} onClick={() => stepModel(-1)}>
        ‹
      </Button>
      <Button aria-label={t('classify.stage.nextModel')} onClick={() => stepModel(1)}>
        ›
      </Button>
      <p role="status" className={styles.name} data-testid="stage-model">
        <bdi>{title(model)}</bdi>
      </p>
    </div>
  );
}
