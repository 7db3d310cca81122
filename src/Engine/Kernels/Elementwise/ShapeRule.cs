namespace TypedModels.Engine.Kernels.Elementwise;

/// <summary>What is done with operands of different shapes.</summary>
internal enum ShapeRule
{
    /// <summary>They are stretched to a common shape, or refused where there is none.</summary>
    Broadcast,

    /// <summary>They are refused.</summary>
    Same,

    /// <summary>As <see cref="Broadcast"/>; where there is no common shape the result is the one value false.</summary>
    FalseIfDifferent,

    /// <summary>As <see cref="Broadcast"/>; where there is no common shape the result is the one value true.</summary>
    TrueIfDifferent,
}
