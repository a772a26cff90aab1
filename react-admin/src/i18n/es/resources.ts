import carriers from './carriers';
import customers from './customers';
import pricingRules from './pricing-rules';
import quotes from './quotes';
import roles from './roles';
import sessions from './sessions';
import users from './users';

/** By the names that resources have in the admin; `fields` are their labels, by path. */
export default { users, roles, customers, carriers, 'pricing-rules': pricingRules, quotes, sessions };
