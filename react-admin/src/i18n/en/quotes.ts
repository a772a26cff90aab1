export default {
  name: 'Quote |||| Quotes',
};
