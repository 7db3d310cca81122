namespace TypedModels.Engine.Kernels.Elementwise;

/// <summary>One function of an <see cref="ElementProgram"/>.</summary>
/// <param name="Function">The function.</param>
/// <param name="Count">The number of its operands.</param>
/// <param name="First">Its first operand: the number of an operand of the program or, from their count on, of a buffer.</param>
/// <param name="Second">Its second operand, where it has one.</param>
/// <param name="Third">Its third operand, where it has one.</param>
/// <param name="Target">The buffer that its values go to; the last function's go to the result.</param>
internal readonly record struct ElementStep(ElementFunction Function, int Count, int First, int Second, int Third, int Target);
