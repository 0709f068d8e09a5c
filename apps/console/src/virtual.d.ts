declare module 'virtual:licences' {
  export const licences: readonly {
    readonly name: string;
    readonly version: string | undefined;
    readonly licence: string | undefined;
  }[];
}
