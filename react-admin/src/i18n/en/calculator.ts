export default {
  title: 'Price calculator',
};
