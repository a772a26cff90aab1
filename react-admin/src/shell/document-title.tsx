import { Box } from '@mui/material';
import { useEffect, useState } from 'react';
import { hidden } from '../format/hidden';

/** Where react-admin's `Title` puts the title of every page. */
const TITLE_ID = 'react-admin-title';

/** The page's title for the browser's tab and history, and said by screen readers when another page is shown. */
export function DocumentTitle() {
  const title = useTitle();
  useEffect(() => {
    document.title = title ? `${title} – Hybrid Fleet` : 'Hybrid Fleet';
  }, [title]);
  return (
    <Box role="status" sx={hidden}>
      {title}
    </Box>
  );
}

function useTitle(): string {
  const [title, setTitle] = useState('');
  useEffect(() => {
    const place = document.getElementById(TITLE_ID);
    if (!place) return undefined;
    const read = () => setTitle(place.textContent?.trim() ?? '');
    const observer = new MutationObserver(read);
    observer.observe(place, { childList: true, characterData: true, subtree: true });
    read();
    return () => observer.disconnect();
  }, []);
  return title;
}
