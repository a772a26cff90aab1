import { Box } from '@mui/material';
import { AreaBox } from './area-box';
import { entriesOf } from './matrix';
import { PermissionBox } from './permission-box';
import type { MatrixProps } from './permission-matrix';

/** The matrix where there is no room for columns. */
export function AreaList({ areas, ...rest }: MatrixProps) {
  return (
    <>
      {areas.map((area) => (
        <Box key={area.name} sx={{ mb: 1 }}>
          <AreaBox area={area} {...rest} />
          <Box sx={{ pl: 3 }}>
            {entriesOf(area).map((entry) => (
              <PermissionBox key={entry.name} entry={entry} labelled {...rest} />
            ))}
          </Box>
        </Box>
      ))}
    </>
  );
}
