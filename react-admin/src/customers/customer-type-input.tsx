import type { TextInputProps } from 'react-admin';
import { SuggestedTextInput } from '../records/suggested-text-input';

/** Types that most shops have; the service takes any word. */
const USUAL = ['retail', 'business', 'vip'];

export function CustomerTypeInput(props: TextInputProps) {
  return <SuggestedTextInput {...props} suggestions={USUAL} />;
}
