import Calculate from '@mui/icons-material/Calculate';
import { Button } from 'react-admin';
import { Link } from 'react-router-dom';
import { useMay } from '../access/use-may';

interface Props {
  label: string;
  /** The shipment that the calculator begins with, as its address names it. */
  search?: string;
}

/** Where quotes come from. */
export function ToCalculator({ label, search = '' }: Props) {
  const may = useMay('pricing:calculate');
  if (!may) return null;
  return (
    <Button component={Link} to={{ pathname: '/calculator', search }} label={label}>
      <Calculate />
    </Button>
  );
}
