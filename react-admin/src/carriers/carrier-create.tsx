import { CreatePage } from '../records/create-page';
import { CarrierInputs } from './carrier-form';

export default function CarrierCreate() {
  return (
    <CreatePage defaultValues={{ isActive: true }}>
      <CarrierInputs />
    </CreatePage>
  );
}
