import { EditPage } from '../records/edit-page';
import { CarrierInputs } from './carrier-form';

export default function CarrierEdit() {
  return (
    <EditPage>
      <CarrierInputs />
    </EditPage>
  );
}
