// Coverage as a layer of MITRE's ATT&CK Navigator, format 4.5:
// https://github.com/mitre-attack/attack-navigator/blob/master/layers/LAYERFORMATv4_5.md
import type { Coverage, CoveredTechnique, CoveringItem } from '../coverage/coverage.ts';
import { attackVersion } from '../tables/attack.ts';
import { type Forms, formOf, kindsOf, type Reporter } from './reporter.ts';

const forms: Partial<Forms<unknown>> = { coverage: ({ coverage }) => layerOf(coverage) };

export const navigator: Reporter = {
  kinds: kindsOf(forms),
  output: 'document',
  render: (report, rendering) => `${JSON.stringify(formOf(forms, report, rendering), undefined, 2)}\n`,
};

function layerOf({ techniques, detections }: Coverage) {
  return {
    name: 'Sentinel detections',
    versions: { attack: attackVersion, navigator: '5.1.0', layer: '4.5' },
    domain: 'enterprise-attack',
    description: `${detections} detections. The score is the share of a technique's detections that have a case that fires and one that stays silent.`,
    sorting: 3,
    layout: { layout: 'side', showName: true, showID: true, expandedSubtechniques: 'annotated' },
    // An id that is not of Enterprise has no place in the matrix.
    techniques: techniques.filter(({ name }) => name !== '').map(techniqueOf),
    gradient: { colors: ['#ff6666', '#ffe766', '#8ec843'], minValue: 0, maxValue: 100 },
    legendItems: [
      { label: 'no detection is tested', color: '#ff6666' },
      { label: 'every detection is tested', color: '#8ec843' },
    ],
  };
}

function techniqueOf({ id, score, items }: CoveredTechnique) {
  return {
    techniqueID: id,
    score,
    comment: items.map(commentOf).join('\n'),
    enabled: true,
    metadata: [{ name: 'detections', value: String(items.length) }],
  };
}

function commentOf({ name, positive, negative, gaps }: CoveringItem): string {
  return `${name}: ${positive} fire, ${negative} stay silent, ${gaps} known gaps`;
}
