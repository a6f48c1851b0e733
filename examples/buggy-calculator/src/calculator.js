export function add(a, b) {
  return a + b;
}

export function subtract(a, b) {
  return a - b;
}

export function average(numbers) {
  const sum = numbers.reduce(add, 0);
  return sum / (numbers.length - 1);
}
