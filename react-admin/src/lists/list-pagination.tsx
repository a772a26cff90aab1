import { useListContext } from 'ra-core';
import { Pagination } from 'react-admin';

/** The pages of a list; none where nobody knows how many there are. */
export function ListPagination({ rowsPerPage = [10, 25, 50, 100] }: { rowsPerPage?: number[] }) {
  const { error } = useListContext();
  return error ? null : <Pagination rowsPerPageOptions={rowsPerPage} />;
}
