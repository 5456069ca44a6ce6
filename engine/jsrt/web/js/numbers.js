// Numbers in other locales than English. The engine's NumberFormat knows en-US;
// here its parts get the separators of the languages below, and the currency
// and the percent sign their place. Other locales stay as the engine has them,
// and resolvedOptions() says "en-US" for those.
(function (host, internal) {
  'use strict';
  const nbsp = '\u00a0';
  // [group, decimal, currency in front ('sign': of the sign too), before the percent sign, digits before
  // a group separator appears]
  const locales = {
    de: ['.', ',', false, nbsp, 1], fr: ['\u202f', ',', false, '\u202f', 1], es: ['.', ',', false, nbsp, 2], it: ['.', ',', false, '', 2],
    pt: ['.', ',', true, '', 1], nl: ['.', ',', 'sign', '', 1], sv: [nbsp, ',', false, nbsp, 1], da: ['.', ',', false, nbsp, 1],
    fi: [nbsp, ',', false, nbsp, 1], nb: [nbsp, ',', false, nbsp, 1], pl: [nbsp, ',', false, '', 2], ru: [nbsp, ',', false, nbsp, 1],
    cs: [nbsp, ',', false, nbsp, 1], tr: ['.', ',', true, null, 1],
  };
  const Native = internal.English;

  const styleOf = (wanted) => {
    const first = Array.isArray(wanted) ? wanted[0] : wanted;
    if (first === undefined) return null;
    const tag = host.intlTag(`${first}`);
    if (!tag) return null;
    // Austria, Switzerland and Portugal have rules of their own.
    if (['AT', 'CH', 'LI', 'PT', 'CA'].includes(tag[3])) return null;
    return Object.hasOwn(locales, tag[1]) ? { tag: tag[0], rules: locales[tag[1]] } : null;
  };

  const localize = (parts, [group, decimal, front, percentGap, least]) => {
    const integers = parts.filter((p) => p.type === 'integer').map((p) => p.value).join('');
    const few = integers.length < 3 + least;
    const out = [];
    let currency = null;
    for (const p of parts) {
      if (p.type === 'group') {
        if (!few) out.push({ type: 'group', value: group });
      } else if (p.type === 'decimal') out.push({ type: 'decimal', value: decimal });
      else if (p.type === 'currency') currency = p;
      else if (p.type === 'percentSign') {
        if (percentGap === null) out.splice(out.findIndex((q) => q.type === 'integer'), 0, p);
        else out.push(...(percentGap ? [{ type: 'literal', value: percentGap }] : []), p);
      } else if (!(p.type === 'literal' && currency && p.value.trim() === '')) out.push(p);
    }
    if (!currency) return merge(out);
    if (!front) return merge([...out, { type: 'literal', value: nbsp }, currency]);
    const at = front === 'sign' ? 0 : Math.max(out.findIndex((q) => q.type === 'integer'), 0);
    out.splice(at, 0, currency, ...(percentGap === null ? [] : [{ type: 'literal', value: nbsp }]));
    return merge(out);
  };
  // merge joins integers between which a group separator went away.
  const merge = (parts) => parts.reduce((out, p) => {
    const last = out[out.length - 1];
    if (last?.type === 'integer' && p.type === 'integer') last.value += p.value;
    else out.push({ ...p });
    return out;
  }, []);

  const NumberFormat = function NumberFormat(wanted, options) {
    const made = new Native(wanted, options);
    const style = styleOf(wanted);
    if (style) {
      const parts = (value) => localize(Native.prototype.formatToParts.call(made, value), style.rules);
      Object.defineProperties(made, {
        format: { value: (value) => parts(value).map((p) => p.value).join(''), configurable: true },
        formatToParts: { value: parts, configurable: true },
        resolvedOptions: { value: () => ({ ...Native.prototype.resolvedOptions.call(made), locale: style.tag }), configurable: true },
      });
    }
    return made;
  };
  internal.IntlNumberFormat = NumberFormat;
})
