namespace TypedModels.Engine.Compute.Matrix;

/// <summary>The numbers of rows and vectors that a tile may have.</summary>
internal static class TileCounts
{
    public readonly struct One : ITileCount
    {
        public static int Count => 1;
    }

    public readonly struct Two : ITileCount
    {
        public static int Count => 2;
    }

    public readonly struct Three : ITileCount
    {
        public static int Count => 3;
    }

    public readonly struct Four : ITileCount
    {
        public static int Count => 4;
    }

    public readonly struct Five : ITileCount
    {
        public static int Count => 5;
    }

    public readonly struct Six : ITileCount
    {
        public static int Count => 6;
    }

    public readonly struct Seven : ITileCount
    {
        public static int Count => 7;
    }

    public readonly struct Eight : ITileCount
    {
        public static int Count => 8;
    }

    public readonly struct Nine : ITileCount
    {
        public static int Count => 9;
    }

    public readonly struct Ten : ITileCount
    {
        public static int Count => 10;
    }

    public readonly struct Eleven : ITileCount
    {
        public static int Count => 11;
    }

    public readonly struct Twelve : ITileCount
    {
        public static int Count => 12;
    }
}
