export const users = { name: 'User |||| Users' };
export const roles = { name: 'Role |||| Roles' };
export const customers = { name: 'Customer |||| Customers' };
export const carriers = { name: 'Carrier |||| Carriers' };
export const quotes = { name: 'Quote |||| Quotes' };
const pricingRules = { name: 'Pricing rule |||| Pricing rules' };

export { pricingRules as 'pricing-rules' };
export const sessions = {
  name: 'Session |||| Sessions',
  fields: {
    device: 'Device',
    address: 'Address',
    createdAt: 'Signed in',
    lastSeenAt: 'Last seen',
    expiresAt: 'Ends',
    userId: 'User',
  },
  current: 'this session',
  ofUser: 'Number of another user',
  ofUserHelp: 'Empty: your own sessions',
  end: 'End this session',
  endTitle: 'End this session?',
  endContent: '%{device} is signed out at once and has to sign in again.',
  endOwn: 'This is the session you are using: you are signed out.',
  ended: 'The session was ended',
  empty: 'There are no sessions.',
};
