// Microsoft's own formatter of queries, with the few settings that are not its defaults.

/** The part of the package that formats. */
interface Language {
  readonly GlobalState: { readonly Default: object };
  readonly Utils: { readonly CancellationToken: new () => object };
  readonly Editor: {
    readonly FormattingOptions: { readonly Default: FormattingOptions };
    readonly SpacingStyle: { readonly AsIs: number };
    readonly KustoCodeService: {
      readonly $ctor1: new (
        text: string,
        globals: object,
      ) => {
        GetFormattedText(
          options: FormattingOptions,
          cursor: number,
          token: object,
        ): { readonly Text: string };
      };
    };
  };
}

/** Immutable: each `With...` answers with other options. */
interface FormattingOptions {
  WithInsertMissingTokens(insert: boolean): FormattingOptions;
  WithGeneralSpacing(style: number): FormattingOptions;
  WithAssignmentSpacing(style: number): FormattingOptions;
  WithBeforeArgumentListSpacing(style: number): FormattingOptions;
  WithColonSpacing(style: number): FormattingOptions;
  WithRangeOperatorSpacing(style: number): FormattingOptions;
}

/**
 * A query in the layout of the formatter, four blanks to a level; its line breaks are those of Windows. Where the defaults put blanks
 * that Microsoft's own pages do not have (`kind = inner`, `toscalar (T)`, `in~("a")`, `1 .. 2`), what the author wrote stays.
 */
export function formattedBy(language: object, text: string): string {
  const { Editor, GlobalState, Utils } = language as Language;
  const { AsIs } = Editor.SpacingStyle;
  const options = Editor.FormattingOptions.Default.WithInsertMissingTokens(false)
    .WithGeneralSpacing(AsIs)
    .WithAssignmentSpacing(AsIs)
    .WithBeforeArgumentListSpacing(AsIs)
    .WithColonSpacing(AsIs)
    .WithRangeOperatorSpacing(AsIs);
  const service = new Editor.KustoCodeService.$ctor1(text, GlobalState.Default);
  return service.GetFormattedText(options, 0, new Utils.CancellationToken()).Text;
}
