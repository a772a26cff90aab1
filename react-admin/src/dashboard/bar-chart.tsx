import { Box, useTheme } from '@mui/material';
import { roundUp } from './scale';

export interface Bar {
  /** Names it, also in the tooltip. */
  label: string;
  value: number;
}

interface Props {
  bars: Bar[];
  /** What the chart shows, for who does not see it; the numbers themselves belong in a table beside it. */
  label: string;
  number(value: number): string;
}

const HEIGHT_PX = 160;

/** Bars as wide as there is room; texts keep their size. */
export function BarChart({ bars, label, number }: Props) {
  const { palette } = useTheme();
  const end = roundUp(Math.max(...bars.map(({ value }) => value), 0));
  const width = 100 / bars.length;
  const small = { fontSize: 12, color: 'text.secondary', display: 'flex', justifyContent: 'space-between' };
  return (
    <Box sx={{ display: 'grid', gridTemplateColumns: 'auto 1fr', columnGap: 1 }}>
      <Box aria-hidden sx={{ ...small, flexDirection: 'column', textAlign: 'right', lineHeight: 1 }}>
        <span>{number(end)}</span>
        <span>0</span>
      </Box>
      <svg width="100%" height={HEIGHT_PX} role="img" aria-label={label}>
        {[0, HEIGHT_PX / 2, HEIGHT_PX - 1].map((y) => (
          <line key={y} x1="0" x2="100%" y1={y + 0.5} y2={y + 0.5} stroke={palette.divider} />
        ))}
        {bars.map(({ label: name, value }, index) => {
          const height = (value / end) * HEIGHT_PX;
          return (
            <rect
              key={name}
              x={`${(index + 0.15) * width}%`}
              width={`${0.7 * width}%`}
              y={HEIGHT_PX - height}
              height={height}
              fill={palette.primary.main}
            >
              <title>{`${name}: ${number(value)}`}</title>
            </rect>
          );
        })}
      </svg>
      <Box aria-hidden sx={{ ...small, gridColumn: 2, mt: 0.5 }}>
        <span>{bars[0]?.label}</span>
        <span>{bars.at(-1)?.label}</span>
      </Box>
    </Box>
  );
}
