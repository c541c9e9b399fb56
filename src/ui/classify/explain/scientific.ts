const superscripts = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/** A number with few digits: 0.25, 10⁻¹⁰, 3.2 × 10⁻⁵. */
export function scientific(value: number, digits = 2): string {
  const size = Math.abs(value);
  if (value === 0 || (size >= 0.01 && size < 10_000))
    return withMinus(String(Number(value.toPrecision(digits + 1))));
  const [mantissa = '', exponent = '0'] = value.toExponential(digits - 1).split('e');
  const power = Number(exponent);
  const raised = String(Math.abs(power)).replaceAll(/\d/g, (digit) => superscripts[Number(digit)] ?? '');
  const ten = `10${power < 0 ? '⁻' : ''}${raised}`;
  return Number(mantissa) === 1 ? ten : `${withMinus(String(Number(mantissa)))}\u00A0×\u00A0${ten}`;
}

function withMinus(text: string): string {
  return text.replace('-', '−');
}
