import { Bar, BarChart, ReferenceLine, XAxis, YAxis } from 'recharts';

type ScoreBarsChartProps = {
  bars: readonly { readonly label: string; readonly score: number; readonly fill: string }[];
  threshold: number | null;
};

const fullSize = { width: '100%', height: '100%' };
const domain = [0, 1];
const margin = { top: 0, right: 0, bottom: 0, left: 0 };

/** The bars of the five highest scores, five rows always, so that a bar keeps its height. */
export function ScoreBarsChart({ bars, threshold }: ScoreBarsChartProps) {
  const rows = Array.from({ length: 5 }, (_, row) => bars[row] ?? { label: '', score: 0, fill: 'none' });
  const data = rows.map((bar, row) => ({ row, score: bar.score, fill: bar.fill }));
  return (
    <BarChart
      responsive
      style={fullSize}
      layout="vertical"
      data={data}
      margin={margin}
      barCategoryGap="30%"
      accessibilityLayer={false}
    >
      <XAxis type="number" domain={domain} hide />
      <YAxis type="category" dataKey="row" width={0} hide />
      <Bar dataKey="score" radius={3} isAnimationActive={false} minPointSize={1} />
      {threshold !== null && (
        <ReferenceLine x={threshold} stroke="var(--text-faint)" strokeDasharray="2 3" strokeWidth={1} />
      )}
    </BarChart>
  );
}
