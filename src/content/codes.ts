// The codes of findings about a file as a file, and of errors about paths and folders: what each means and what to do about it.
import { type Codes, errorsOf, findingsOf } from '../diagnostics/codes.ts';

export const contentCodes = {
  'content/bad-key': {
    severity: 'error',
    summary: 'A map key is a list, a map or empty; keys are plain words.',
    hint: 'Write the key as a plain word, and quote a value that starts with a brace or bracket.',
  },
  'content/duplicate-key': {
    severity: 'error',
    summary: 'A map has the same key twice, so one of the two values would be lost.',
    hint: 'Keep one of the two.',
  },
  'content/empty-file': {
    severity: 'error',
    summary: 'The file holds nothing, or only comments.',
    hint: 'Write the content, or delete the file.',
  },
  'content/no-such-path': {
    summary: 'A path named on the command line does not exist.',
    hint: 'Correct the path.',
  },
  'content/not-a-map': {
    severity: 'error',
    summary: 'The top level of the file is not a map of keys and values.',
    hint: 'Start the file with `id:` and `name:` at the left margin.',
  },
  'content/not-text': {
    severity: 'error',
    summary: 'The file is not UTF-8 text: it is binary, or saved in another encoding.',
    hint: 'Save the file as UTF-8.',
  },
  'content/not-yaml': {
    severity: 'warning',
    summary: 'A content folder holds a file that is neither YAML nor a readme; it is not deployed.',
    hint: 'Move the file elsewhere, or name it *.yaml.',
    see: 'https://github.com/Azure/Azure-Sentinel/wiki/Contribute-to-Sentinel-GitHub-Community-of-Queries',
  },
  'content/outside-project': {
    severity: 'error',
    summary: 'A symbolic link leads out of the project; what it points to is not read.',
    hint: 'Copy the file into the project.',
  },
  'content/several-documents': {
    severity: 'error',
    summary: 'The file holds several YAML documents; one file is one content item.',
    hint: 'Split the file, one content item in each.',
  },
  'content/symlink-loop': {
    severity: 'warning',
    summary: 'A symbolic link leads back to a folder that is being read.',
    hint: 'Remove the link.',
  },
  'content/too-deep': {
    severity: 'error',
    summary: 'Maps and lists are nested far deeper than any content item needs.',
    hint: 'Flatten the file.',
  },
  'content/too-large': {
    severity: 'error',
    summary:
      'The file is over 1 MB; a query alone may have 10,000 characters, so no content item comes near that.',
    hint: 'Take the data out of the file.',
  },
  'content/too-many-values': {
    severity: 'error',
    summary: 'The file spells out, or makes by aliases, far more values than any content item needs.',
    hint: 'Write the values out without anchors and aliases.',
  },
  'content/unreadable': {
    severity: 'error',
    summary: 'The file cannot be read.',
    hint: 'Check that the file exists and that you may read it.',
  },
  'content/yaml-syntax': {
    severity: 'error',
    summary: 'The file is not valid YAML.',
    hint: 'Correct the YAML at this place.',
    see: 'https://yaml.org/spec/1.2.2/',
  },
  'content/yaml-tag': {
    severity: 'warning',
    summary: 'A YAML tag is unknown and ignored; the value is read as plain text.',
    hint: 'Remove the tag.',
  },
  'project/missing-folder': {
    severity: 'error',
    summary: 'sentinel-sync.yaml names a content folder that does not exist.',
  },
} as const satisfies Codes;

export type ContentCode = keyof typeof contentCodes;

/** Makes the errors of this room. */
export const contentError = errorsOf(contentCodes);

/** Makes the findings of this room. */
export const contentFinding = findingsOf(contentCodes);
