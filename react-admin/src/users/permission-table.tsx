import { Alert, Table, TableBody, TableCell, TableContainer, TableHead, TableRow, Typography } from '@mui/material';
import { useTranslate } from 'ra-core';
import { usePermissionWords } from '../roles/use-catalogue';
import { useEffectivePermissions } from './use-effective-permissions';

/** What the page's user may do, and through which roles. */
export function PermissionTable() {
  const translate = useTranslate();
  const words = usePermissionWords();
  const { data = [], error, isLoading } = useEffectivePermissions();
  if (error) return <Alert severity="error">{error.message}</Alert>;
  if (isLoading) return <Typography role="status">{translate('ra.page.loading')}</Typography>;
  if (data.length === 0) return <Typography>{translate('resources.users.noPermissions')}</Typography>;
  return (
    <TableContainer>
      <Table size="small" aria-label={translate('resources.users.effective')}>
        <TableHead>
          <TableRow>
            <TableCell>{translate('resources.users.permission')}</TableCell>
            <TableCell>{translate('resources.users.through')}</TableCell>
          </TableRow>
        </TableHead>
        <TableBody>
          {data.map(({ permission, roles }) => (
            <TableRow key={permission}>
              <TableCell component="th" scope="row">
                {words(permission)}{' '}
                <Typography component="code" variant="caption" sx={{ color: 'text.secondary' }}>
                  {permission}
                </Typography>
              </TableCell>
              <TableCell>{roles.join(', ')}</TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </TableContainer>
  );
}
