namespace TypedModels.Engine.Compute.Convolution;

/// <summary>
/// A convolution of each channel by itself with the convolution before it, the one behind it, or both, a few rows at a time: what they hand on to each other stays in the second-level cache
/// and is never there as a whole. An item is a step: some rows of a picture's result. A thread that does one step after the other keeps the rows that both read. Every element is
/// computed as it would be alone, wherever steps end.
/// </summary>
/// <param name="first">The convolution before.</param>
/// <param name="middle">The sizes of the one that takes each channel by itself.</param>
/// <param name="filter">Its filter: height, width, channel.</param>
/// <param name="bias">What it adds to each pixel, or null.</param>
/// <param name="end">What it ends with.</param>
/// <param name="last">The convolution behind: one pixel wide.</param>
internal unsafe struct StreamedWork(ConvolutionRows first, ConvolutionShape middle, float* filter, float* bias, Matrix.ProductEnd<float> end, ConvolutionRows last) : IRangeWork
{
    // With what the filters take, this much is at home in the second-level cache.
    private const int BufferBytes = 192 * 1024;
    private const int MostRows = 8;

    /// <summary>Whether there is a convolution before.</summary>
    public required bool HasFirst { get; init; }

    /// <summary>Whether there is a convolution behind.</summary>
    public required bool HasLast { get; init; }

    /// <summary>The pictures, with the zeros around them that the first convolution needs.</summary>
    public required float* Input { get; init; }

    /// <summary>What is added to the result, or null.</summary>
    public required float* Addend { get; init; }

    /// <summary>The result.</summary>
    public required float* Output { get; init; }

    /// <summary>How many steps a picture takes, at least as many as <see cref="MostRowsOfStep"/> makes necessary.</summary>
    public int Steps { get; set; }

    /// <summary>Memory for as many threads as there are, <see cref="BufferLength"/> elements each.</summary>
    public float* Buffers { get; set; }

    /// <summary>How many of <see cref="Buffers"/> there are.</summary>
    public int BufferCount { get; set; }

    /// <summary>What each of <see cref="Buffers"/> holds.</summary>
    public StreamedRows* Held { get; set; }

    /// <summary>The number of items.</summary>
    public readonly int Count => checked(middle.Images * Steps);

    /// <summary>The elements that a thread needs.</summary>
    public readonly int BufferLength => checked(FirstLength + (HasLast ? RowsOfStep * middle.Width.Output * middle.InputChannels : 0));

    /// <summary>The most rows that are computed at a time.</summary>
    public readonly int MostRowsOfStep => Math.Clamp(BufferBytes / sizeof(float) / Math.Max(1, middle.Height.Stride * SourceRow), 1, Math.Max(1, Math.Min(MostRows, middle.Height.Output)));

    private readonly int SourceRow => middle.Width.Input * middle.InputChannels;

    private readonly int RowsOfStep => (middle.Height.Output + Steps - 1) / Steps;

    private readonly int FirstLength => HasFirst ? checked((((RowsOfStep - 1) * middle.Height.Stride) + ((middle.Height.Filter - 1) * middle.Height.Dilation) + 1) * SourceRow) : 0;

    /// <inheritdoc/>
    public readonly void Execute(int start, int end)
    {
        int image = start / Steps, first = FirstRow(start % Steps);
        int slot = StreamedRows.Claim(Held, BufferCount, image, FirstSourceRow(first));
        float* buffer = Buffers + ((nint)slot * BufferLength);
        for (int item = start; item < end; item++)
        {
            image = item / Steps;
            int step = item % Steps;
            Step(buffer, ref Held[slot], image, FirstRow(step), FirstRow(step + 1));
        }

        Held[slot].Release();
    }

    private readonly int FirstRow(int step) => (int)((long)step * middle.Height.Output / Steps);

    private readonly int FirstSourceRow(int row) => Math.Max(0, (row * middle.Height.Stride) - middle.Height.Before);

    private readonly void Step(float* buffer, ref StreamedRows held, int image, int row, int endRow)
    {
        int middleRow = middle.Width.Output * middle.InputChannels, resultRow = HasLast ? last.RowLength : middleRow;
        nint place = (((nint)image * middle.Height.Output) + row) * resultRow;
        float* source = Input + ((nint)image * middle.Height.Input * SourceRow);
        if (HasFirst)
        {
            Fill(buffer, ref held, image, row, endRow - row);
            source = buffer - ((nint)held.Start * SourceRow);
        }

        float* handedOn = buffer + FirstLength, target = HasLast ? handedOn : Output + place;
        new DepthwiseWork<float>(middle with { Images = 1 }, source, filter, bias, end, target - ((nint)row * middleRow)).Execute(row, endRow);
        if (HasLast)
        {
            last.Compute(handedOn, 0, endRow - row, Output + place, Addend is null ? null : Addend + place);
        }
    }

    /// <summary>Brings the rows into the buffer that the step reads: what it has of them already moves to the front.</summary>
    private readonly void Fill(float* buffer, ref StreamedRows held, int image, int row, int rows)
    {
        int sourceRow = SourceRow, top = (row * middle.Height.Stride) - middle.Height.Before;
        int needed = FirstSourceRow(row);
        int neededEnd = Math.Clamp(top + ((rows - 1) * middle.Height.Stride) + ((middle.Height.Filter - 1) * middle.Height.Dilation) + 1, needed, Math.Max(needed, middle.Height.Input));
        int heldEnd = needed;
        if (held.Has(image, needed))
        {
            heldEnd = held.End;
            nint bytes = (nint)(heldEnd - needed) * sourceRow * sizeof(float);
            Buffer.MemoryCopy(buffer + ((nint)(needed - held.Start) * sourceRow), buffer, bytes, bytes);
        }

        if (heldEnd < neededEnd)
        {
            first.Compute(Input + (image * first.PictureLength), heldEnd, neededEnd - heldEnd, buffer + ((nint)(heldEnd - needed) * sourceRow), null);
            heldEnd = neededEnd;
        }

        held.Hold(image, needed, heldEnd);
    }
}
