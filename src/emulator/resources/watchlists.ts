// Watchlists as ARM serves them, without their items: queries read the items that the project has in files.
import { mapOf } from '../../json/json.ts';
import { keptResource } from './kept-resource.ts';

/** https://learn.microsoft.com/rest/api/securityinsights/watchlists/create-or-update */
export const watchlists = keptResource({
  collection: 'watchlists',
  param: 'watchlist',
  needsEtag: () => false,
  refuses: ({ properties }) => {
    const values = mapOf(properties);
    const missing = ['displayName', 'provider', 'itemsSearchKey'].find(
      (name) => typeof values[name] !== 'string' || values[name] === '',
    );
    return missing === undefined ? undefined : `Required property '${missing}' not found`;
  },
  // The rows come with the body, and are asked for elsewhere: watchlists/{alias}/watchlistItems.
  keeps: ({ rawContent: _, ...properties }) => properties,
});
