import { type KeyboardEvent, type PointerEvent, useCallback, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RunTable } from '../../../core/evaluation/run-record.ts';
import { useCanvas } from '../../shared/use-canvas.ts';
import { nearestPoints, placePoints, type PlacedPoints, pointTowards } from './map-layout.ts';
import type { DrawnMap } from './use-clip-map.ts';
import styles from './map-card.module.css';

export type MapColours = 'actual' | 'errors';

type MapPlotProps = {
  map: DrawnMap;
  table: RunTable;
  colours: MapColours;
  /** Opens the clips around a point, nearest first. */
  onOpen: (paths: readonly string[]) => void;
};

/** How far a press may miss a point, and how many neighbours come with it. */
const reachPx = 24;
const numOpened = 20;
const numClassColours = 12;

/** Clips as points: press one to hear it and those around it. Arrow keys go from point to point, Enter opens. */
export function MapPlot({ map, table, colours, onOpen }: MapPlotProps) {
  const { t } = useTranslation();
  const [pointed, setPointed] = useState<number | null>(null);
  const placed = useRef<PlacedPoints>(new Float32Array(0));
  const rowOf = useMemo(() => new Map(table.paths.map((path, row) => [path, row])), [table]);
  const draw = useCallback(
    (context: CanvasRenderingContext2D, width: number, height: number) => {
      placed.current = placePoints(map.coordinates, width, height);
      drawPoints(context, { width, height, map, table, rowOf, colours, points: placed.current, pointed });
    },
    [map, table, rowOf, colours, pointed],
  );
  const canvas = useCanvas(draw);
  const open = (place: readonly [number, number]) => {
    const points = nearestPoints(placed.current, place, reachPx, numOpened);
    if (points.length > 0) onOpen(points.map((point) => map.paths[point] ?? ''));
  };
  const placeOf = (event: PointerEvent): [number, number] => [
    event.nativeEvent.offsetX,
    event.nativeEvent.offsetY,
  ];
  const onKeyDown = (event: KeyboardEvent) => {
    const from = pointed ?? 0;
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      open([placed.current[2 * from] ?? 0, placed.current[2 * from + 1] ?? 0]);
      return;
    }
    const next = pointTowards(placed.current, from, event.key);
    if (next === null) return;
    event.preventDefault();
    setPointed(next);
  };
  return (
    <div className={styles.plot}>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- points on a canvas have no elements of their own */}
      <div
        role="application"
        className={styles.canvas}
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- points on a canvas have no elements of their own
        tabIndex={0}
        aria-label={t('evaluate.map.plot', { count: map.paths.length })}
        aria-describedby="evaluate-map-point"
        onPointerMove={(event) =>
          setPointed(nearestPoints(placed.current, placeOf(event), reachPx, 1)[0] ?? null)
        }
        onPointerLeave={() => setPointed(null)}
        onClick={(event) => open([event.nativeEvent.offsetX, event.nativeEvent.offsetY])}
        onKeyDown={onKeyDown}
      >
        <canvas ref={canvas} />
      </div>
      <p id="evaluate-map-point" className={styles.point} role="status">
        <PointWords path={pointed === null ? undefined : map.paths[pointed]} table={table} rowOf={rowOf} />
      </p>
    </div>
  );
}

type PointWordsProps = {
  path: string | undefined;
  table: RunTable;
  rowOf: ReadonlyMap<string, number>;
};

function PointWords({ path, table, rowOf }: PointWordsProps) {
  const { t } = useTranslation();
  const row = path === undefined ? undefined : rowOf.get(path);
  if (path === undefined || row === undefined) return <>{t('evaluate.map.hint')}</>;
  const actual = table.labels[table.actual[row] ?? -1] ?? '';
  const predicted = table.labels[table.predicted[row] ?? -1] ?? '';
  return <>{t('evaluate.map.point', { path, actual, predicted })}</>;
}

type Drawing = Pick<MapPlotProps, 'map' | 'table' | 'colours'> & {
  readonly width: number;
  readonly height: number;
  readonly rowOf: ReadonlyMap<string, number>;
  readonly points: PlacedPoints;
  readonly pointed: number | null;
};

function drawPoints(context: CanvasRenderingContext2D, drawing: Drawing): void {
  const { width, height, map, table, rowOf, colours, points, pointed } = drawing;
  const style = getComputedStyle(context.canvas);
  const token = (name: string) => style.getPropertyValue(name);
  const classes = Array.from({ length: numClassColours }, (_, i) => token(`--class-${i}`));
  const [quiet, wrong, ring] = [token('--line-strong'), token('--danger'), token('--text')];
  const radius = map.paths.length > 2000 ? 2 : map.paths.length > 300 ? 3 : 4;
  context.clearRect(0, 0, width, height);
  // Mistakes last: they must not lie below the many that are right.
  for (const isWrongTurn of [false, true]) {
    map.paths.forEach((path, point) => {
      const row = rowOf.get(path);
      if (row === undefined) return;
      const isWrong = table.actual[row] !== table.predicted[row];
      if (isWrong !== isWrongTurn) return;
      const label = (table.actual[row] ?? 0) % numClassColours;
      context.fillStyle = colours === 'actual' ? (classes[label] ?? quiet) : isWrong ? wrong : quiet;
      drawPoint(context, points, point, isWrong ? radius + 1 : radius, isWrong);
    });
  }
  if (pointed === null) return;
  context.strokeStyle = ring;
  context.lineWidth = 2;
  context.beginPath();
  context.arc(points[2 * pointed] ?? 0, points[2 * pointed + 1] ?? 0, radius + 4, 0, 2 * Math.PI);
  context.stroke();
}

/** Mistakes are squares, so that colour is not all that tells them. */
function drawPoint(
  context: CanvasRenderingContext2D,
  points: PlacedPoints,
  point: number,
  radius: number,
  isSquare: boolean,
): void {
  const [x, y] = [points[2 * point] ?? 0, points[2 * point + 1] ?? 0];
  if (isSquare) {
    context.fillRect(x - radius, y - radius, 2 * radius, 2 * radius);
    return;
  }
  context.beginPath();
  context.arc(x, y, radius, 0, 2 * Math.PI);
  context.fill();
}
